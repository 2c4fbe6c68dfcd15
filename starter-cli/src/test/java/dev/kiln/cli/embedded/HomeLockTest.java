package dev.kiln.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {
  @TempDir Path home;

  @Test
  void reportsWhichProcessHoldsItAndHowToShare() throws Exception {
    Process other = otherProcess();
    try {
      assertThatThrownBy(() -> HomeLock.take(home))
          .isInstanceOf(CliFailure.class)
          .hasMessageContaining("process " + other.pid() + " is using it")
          .hasMessageContaining("kiln up");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void isFreeOnceItsProcessWasKilled() throws Exception {
    otherProcess().destroyForcibly().waitFor();

    try (HomeLock lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void isWaitedForWhileAShortCommandEnds() throws Exception {
    Process other = otherProcess();
    Thread ending = new Thread(() -> end(other));
    ending.start();

    try (HomeLock lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();
    }
    ending.join();
  }

  @Test
  void saysThatAHomeCannotBeWritten() {
    Path nowhere = Path.of("/proc/kiln-home");

    assertThatThrownBy(() -> HomeLock.take(nowhere))
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("/proc/kiln-home")
        .hasMessageContaining("KILN_HOME");
  }

  private static void end(Process other) {
    try {
      other.getOutputStream().close();
    } catch (IOException alreadyGone) {
      throw new AssertionError(alreadyGone);
    }
  }

  /** Returns when the other process has the lock. */
  private Process otherProcess() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("HomeLock");
    return other;
  }
}
