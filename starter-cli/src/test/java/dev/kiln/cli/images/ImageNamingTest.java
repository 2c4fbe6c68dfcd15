package dev.kiln.cli.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.template.Slug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of images. EC2 wants three characters, and the suffix of each name has more. */
final class ImageNamingTest {
  @ParameterizedTest
  @ValueSource(strings = {"h1", "R", "go", "ab", "a (b) [c] ./'@_-"})
  void takesShortNamesAndAllCharactersOfEc2(String name) {
    assertThat(ImageNaming.name(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"R", "go", "ab", "molecular dynamics with all the software of our group, 2026"})
  void takesTheNameThatEveryValidTemplateGives(String title) {
    assertThat(ImageNaming.name(Slug.of(title))).isEqualTo(Slug.of(title));
  }

  @Test
  void leavesRoomForTheSuffix() {
    assertThat(ImageNaming.name("x".repeat(115))).hasSize(115);
    assertThatThrownBy(() -> ImageNaming.name("x".repeat(116)))
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("a name has 1 to 115 letters")
        .hasMessageEndingWith("correct --name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "日本", "a\nb"})
  void refusesWhatEc2Refuses(String name) {
    assertThatThrownBy(() -> ImageNaming.name(name)).isInstanceOf(CliFailure.class);
  }
}
