package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that is killed ends its scripts with it, and loses no file. */
@ParameterizedClass
@MethodSource("dev.kiln.localcloud.machine.Backends#executing")
final class CrashTest {
  private final BackendChoice choice;

  CrashTest(BackendChoice choice) {
    this.choice = choice;
  }

  @Test
  @Timeout(60)
  void leavesNothingRunningAndNothingMountedWhenTheCallerIsKilled(@TempDir Path home)
      throws Exception {
    try (Bench bench = Bench.open(home, choice)) {
      String machine = bench.machine();
      String mark = Processes.mark();
      Process caller = caller(home, machine, mark);
      try (BufferedReader output = caller.inputReader()) {
        assertThat(output.readLine()).isEqualTo("begun");
        while (Processes.with(mark).size() < 4) {
          Thread.onSpinWait();
        }

      } finally {
        // Even if the test fails: a caller that survives blocks the output of the whole build.
        caller.destroyForcibly().waitFor();
      }

      // Returns only when the tree has let go of the machine's lock.
      bench.machines().stop(machine);
      assertThat(Processes.with(mark)).isEmpty();
      assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(home.toString());
      assertThat(bench.run(machine, "cat /opt/before").out()).isEqualTo("kept\n");
      bench.machines().delete(machine);
      bench.machines().create(machine, bench.base());
      assertThat(bench.run(machine, "cat /opt/before").exitCode()).isEqualTo(1);
    }
  }

  private Process caller(Path home, String machine, String mark) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedCaller.class.getName(),
                home.toString(),
                choice.name(),
                machine,
                mark))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
