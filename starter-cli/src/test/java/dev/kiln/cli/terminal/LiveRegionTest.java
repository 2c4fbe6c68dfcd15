package dev.kiln.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The lines at the bottom of a terminal. */
final class LiveRegionTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String written() {
    String text = out.toString(UTF_8);
    out.reset();
    return text;
  }

  private LiveRegion region(int columns) {
    LiveRegion region =
        new LiveRegion(new PrintStream(out, true, UTF_8), () -> OptionalInt.of(columns));
    assertThat(written()).isEqualTo("\u001b[?25l");
    return region;
  }

  @Test
  void redrawsItsLines() {
    try (LiveRegion region = region(80)) {
      region.draw(List.of("one", "two"));
      assertThat(written()).isEqualTo("one\ntwo\n");

      region.draw(List.of("three"));
      assertThat(written()).isEqualTo("\u001b[2F\u001b[Jthree\n");
    }
  }

  @Test
  void letsLinesScrollAwayAboveItself() {
    try (LiveRegion region = region(80)) {
      region.draw(List.of("below"));
      written();

      region.print(List.of("above"));
      assertThat(written()).isEqualTo("\u001b[1F\u001b[Jabove\n");
    }
  }

  @Test
  void cutsLinesThatWouldWrap() {
    try (LiveRegion region = region(10)) {
      region.draw(List.of("123456789", "1234567890"));

      assertThat(written()).isEqualTo("123456789\n12345678…\n");
    }
  }

  @Test
  void leavesNothingBehindAndBringsBackTheCursor() {
    LiveRegion region = region(80);
    region.draw(List.of("going"));
    written();

    region.close();
    region.close();
    assertThat(written()).isEqualTo("\u001b[1F\u001b[J\u001b[?25h");
  }
}
