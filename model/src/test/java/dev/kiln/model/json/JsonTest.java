package dev.kiln.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void theCanonicalFormSortsKeysAndHasNoSpaces() {
    Object value =
        Json.object("b", List.of(1, 2L, true), "a", Json.object("y", "", "x", List.of()));
    assertThat(Json.canonical(value)).isEqualTo("{\"a\":{\"x\":[],\"y\":\"\"},\"b\":[1,2,true]}");
  }

  @Test
  void thePrettyFormKeepsTheOrderOfKeys() {
    assertThat(Json.pretty(Json.object("b", List.of(1), "a", Json.object())))
        .isEqualTo("{\n  \"b\": [\n    1\n  ],\n  \"a\": {}\n}\n");
  }

  @Test
  void escapesWhatJsonForbidsAndNothingElse() {
    assertThat(Json.canonical("\"\\\n\r\t\u0001é\u2028😀"))
        .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001é\u2028😀\"");
  }

  @Test
  void refusesWhatItCannotWrite() {
    assertThatThrownBy(() -> Json.canonical(1.5)).hasMessageContaining("java.lang.Double");
  }
}
