package dev.kiln.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ImageTagsTest {
  @Test
  void refusesTagsThatUsersMayNotSet() {
    assertThat(ImageTags.objection("team", "x")).isEmpty();
    assertThat(ImageTags.objection("k".repeat(128), "v".repeat(256))).isEmpty();
    assertThat(ImageTags.objection("BaseAMI", "x")).contains("the tag BaseAMI is Kiln's own");
    assertThat(ImageTags.objection("AWS:x", "x"))
        .hasValueSatisfying(fact -> assertThat(fact).contains("aws:"));
    assertThat(ImageTags.objection("k".repeat(129), "x")).isPresent();
    assertThat(ImageTags.objection("", "x")).isPresent();
    assertThat(ImageTags.objection("k", "v".repeat(257))).isPresent();
  }
}
