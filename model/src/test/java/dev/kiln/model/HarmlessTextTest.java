package dev.kiln.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HarmlessTextTest {
  @ParameterizedTest
  @CsvSource({
    "'a\u001b[31;1mred\u001b[0mb', aredb",
    "'a\u001b[2J\u001b[Hb', ab",
    "'a\u001b]0;title\u0007b', ab",
    "'a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\b', alinkb",
    "'a\u001bcb\u001b(Bc', abc",
    "'a\u009b31mb', ab",
    "'a\u001bPq#0\u001b\\b', ab",
    "'a\u001b', a",
    "'a\u202eb\u0000c\u0007', abc",
    "'tab\there é 日本 ✓', 'tab\there é 日本 ✓'"
  })
  void keepsWhatPeopleReadAndNothingThatATerminalObeys(String printed, String shown) {
    assertThat(HarmlessText.of(printed)).isEqualTo(shown);
  }

  @Test
  void keepsLinesApart() {
    assertThat(HarmlessText.of("one\r\n10%\r20%\r100%\ntwo\n"))
        .isEqualTo("one\n10%\n20%\n100%\ntwo\n");
  }

  @Test
  void anUnfinishedTitleDoesNotSwallowTheNextLine() {
    assertThat(HarmlessText.of("a\u001b]0;never ended\nthe error\n")).isEqualTo("a\nthe error\n");
  }

  @Test
  void leavesNoControlCharacterInBinaryOutput() {
    byte[] bytes = new byte[100_000];
    new Random(3).nextBytes(bytes);

    String shown = HarmlessText.of(new String(bytes, StandardCharsets.ISO_8859_1));

    assertThat(shown.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .isEmpty();
  }
}
