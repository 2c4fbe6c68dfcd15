package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.BuilderActivities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, read by a real shell. */
final class LogScriptTest {
  /** How much GetCommandInvocation keeps, minus the wrapper's own words. */
  private static final int ROOM = 20_000;

  @TempDir private Path folder;

  @Test
  void aMegabyteOfOrdinaryOutputIsReadWholeInFewPages() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 1_000_000; i++) {
      text.append("  CXX  src/gromacs/mdlib/file_").append(i).append(".cpp.o in é 0.").append(i);
      text.append('\n');
    }
    byte[] printed = text.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(readInPages(printed, 12)).isEqualTo(printed);
  }

  @Test
  void incompressibleOutputIsReadInSmallerPages() throws Exception {
    byte[] printed = new byte[50_000];
    new Random(7).nextBytes(printed);

    assertThat(readInPages(printed, 8)).isEqualTo(printed);
  }

  @Test
  void anOutputThatTheScriptHasRemovedIsAnEmptyPage() throws Exception {
    assertThat(read(5)).isEqualTo(new BuilderActivities.LogPage("", 5));
  }

  private byte[] readInPages(byte[] printed, int most) throws Exception {
    Files.createDirectories(folder.resolve("t"));
    Files.write(folder.resolve("t/log"), printed);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long from = 0;
    for (int page = 0; page < most && from < printed.length; page++) {
      BuilderActivities.LogPage read = read(from);
      all.write(unpacked(read));
      from = read.next();
    }
    assertThat(from).isEqualTo(printed.length);
    return all.toByteArray();
  }

  private BuilderActivities.LogPage read(long from) throws Exception {
    SetupStep step = LogScript.step(folder.toString(), "t", from);
    Path script = Files.writeString(folder.resolve("script"), step.script());
    Process shell = new ProcessBuilder("sh", script.toString()).start();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    assertThat(answer).hasSizeLessThan(ROOM);
    return LogScript.page(from, answer);
  }

  private static byte[] unpacked(BuilderActivities.LogPage page) throws IOException {
    byte[] packed = Base64.getDecoder().decode(page.packed());
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
