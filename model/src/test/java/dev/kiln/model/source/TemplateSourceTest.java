package dev.kiln.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TemplateSourceTest {
  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> TemplateSource.of("t.yaml", bytes))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void takesTextUpToTheLimit() {
    byte[] largest = new byte[TemplateSource.MAX_BYTES];
    Arrays.fill(largest, (byte) '#');
    assertThat(TemplateSource.of("t.yaml", largest).text()).hasSize(TemplateSource.MAX_BYTES);
  }

  @Test
  void refusesOneByteMore() {
    refused(
        new byte[TemplateSource.MAX_BYTES + 1], "t.yaml:1:1: the file has more than 262144 bytes");
  }

  @Test
  void tellsTheSizeOfAFileThatItsReaderMeasured() {
    assertThat(TemplateSource.tooLong("t.yaml", OptionalLong.of(1_258_291)))
        .hasMessageContaining("t.yaml:1:1: the file has 1258291 bytes, more than 262144");
  }

  @Test
  void refusesBinary() {
    refused("name: a\n\0".getBytes(StandardCharsets.UTF_8), "t.yaml:2:1: byte 9 is NUL");
  }

  @Test
  void refusesOtherEncodingsAtTheirLine() {
    refused(
        "name: a\nbeschreibung: für\n".getBytes(StandardCharsets.ISO_8859_1),
        "t.yaml:2:1: byte 24 is not UTF-8");
  }

  @Test
  void refusesNoiseAndNeverFailsOtherwise() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      noise[0] = (byte) 0xff;
      refused(noise, "t.yaml:");
    }
  }
}
