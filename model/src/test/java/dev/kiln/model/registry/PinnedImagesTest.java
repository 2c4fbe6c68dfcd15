package dev.kiln.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.source.TemplateSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinnedImagesTest {
  private static final AmiId OLD = new AmiId("ami-0123456789abcdef0");
  private static final AmiId NEW = new AmiId("ami-0fedcba9876543210");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a\nbase: ami-0123456789abcdef0\n",
        "name: a\nbase:   'ami-0123456789abcdef0'   # the vendor's ä 😀\r\nports: [22]\r\n",
        "name: 😀\nextends: {template: mpi, ami: \"ami-0123456789abcdef0\"} # 😀",
        "name: a\nextends:\n- template: mpi\n  ami:\n    ami-0123456789abcdef0\n",
        "name: a\ninherits:\n  - {template: mpi, ami: ami-0123456789abcdef0}\n",
        "name: a\nbase_ami: {source: ami-0123456789abcdef0, architecture: arm64}\n",
        "base: &image ami-0123456789abcdef0\nname: a\n"
      })
  void replacesOnlyTheBytesOfTheImage(String text) {
    PinnedImages pins = PinnedImages.in(new TemplateSource("a.yaml", text));

    assertThat(pins.pins()).hasSize(1);
    assertThat(pins.with(Map.of(OLD, NEW)))
        .isEqualTo(text.replace(OLD.value(), NEW.value()))
        .isNotEqualTo(text);
    assertThat(pins.with(Map.of())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a\nbase: ubuntu-24.04\n",
        "name: a\nextends: ./mpi.yaml\nsetup_script: echo ami-0123456789abcdef0\n",
        "name: a\ndescription: base of ami-0123456789abcdef0\n"
      })
  void ignoresIdsThatATemplateIsNotBuiltOn(String text) {
    assertThat(PinnedImages.in(new TemplateSource("a.yaml", text)).pins()).isEmpty();
  }

  @Test
  void keepsTheSameIdElsewhereInTheFile() {
    String text =
        "description: ami-0123456789abcdef0\nbase: ami-0123456789abcdef0\nname: ami-0123456789abcdef0\n";

    assertThat(PinnedImages.in(new TemplateSource("a.yaml", text)).with(Map.of(OLD, NEW)))
        .isEqualTo(
            "description: ami-0123456789abcdef0\nbase: ami-0fedcba9876543210\nname: ami-0123456789abcdef0\n");
  }
}
