package dev.kiln.localcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts behave the same on every backend. */
@ParameterizedClass
@MethodSource("dev.kiln.localcloud.machine.Backends#executing")
final class ScriptsTest {
  private final BackendChoice choice;
  @AutoClose private Bench bench;

  ScriptsTest(BackendChoice choice) {
    this.choice = choice;
  }

  @BeforeEach
  void open(@TempDir Path home) throws Exception {
    bench = Bench.open(home, choice);
  }

  @Test
  void givesOutputExitCodeAndBackend() throws Exception {
    String machine = bench.machine();
    Captured captured = new Captured();
    String body = "#!/bin/sh\nid -u; pwd; echo \"$WORDS\"; echo no >&2; exit 194";
    Script script = new Script(body, Duration.ofSeconds(60), Map.of("WORDS", "it's\n$HOME `id`"));

    Execution execution = bench.machines().run(machine, script, captured);

    assertThat(execution).isEqualTo(new Execution(194, false, choice.named().orElseThrow()));
    assertThat(execution.executed()).isTrue();
    assertThat(captured.out()).isEqualTo("0\n/root\nit's\n$HOME `id`\n");
    assertThat(captured.err()).isEqualTo("no\n");
  }

  @Test
  void keepsTheInterpreterOfTheScript() throws Exception {
    String machine = bench.machine();

    assertThat(bench.run(machine, "#!/bin/bash\necho ${BASH_VERSION:+bash}").out())
        .isEqualTo("bash\n");
    assertThat(bench.run(machine, "echo no shebang").out()).isEqualTo("no shebang\n");
    assertThat(bench.run(machine, "").exitCode()).isZero();
  }

  @Test
  void failsAsAnyLinuxDoesWhereTheInterpreterIsMissing() throws Exception {
    String machine = bench.machine();

    assertThat(bench.run(machine, "#!/opt/none\nexit 0").exitCode()).isEqualTo(127);
    Bench.Outcome windows = bench.run(machine, "#!/bin/sh\r\nexit 0\r\n");
    assertThat(windows.exitCode()).isEqualTo(127);
    assertThat(windows.err()).contains("not found");
  }

  @Test
  void passesOnBytesThatAreNotText() throws Exception {
    Captured captured = new Captured();
    String body = "printf '\\377\\000\\376'";

    bench
        .machines()
        .run(bench.machine(), new Script(body, Duration.ofSeconds(60), Map.of()), captured);

    assertThat(captured.bytes()).containsExactly(0xff, 0x00, 0xfe);
  }

  @Test
  void survivesNulBytesInTheScript() throws Exception {
    String machine = bench.machine();

    bench.run(machine, "echo a\0b\nexit 5");

    assertThat(bench.run(machine, "echo after").out()).isEqualTo("after\n");
  }

  @Test
  void reportsTheSignalThatEndedTheScript() throws Exception {
    assertThat(bench.run(bench.machine(), "kill -SEGV $$").exitCode()).isEqualTo(128 + 11);
  }

  @Test
  void passesOnAllOfALargeOutput() throws Exception {
    AtomicLong count = new AtomicLong();
    OutputSink counter =
        new OutputSink() {
          @Override
          public void stdout(byte[] bytes, int length) {
            count.addAndGet(length);
          }

          @Override
          public void stderr(byte[] bytes, int length) {}
        };
    Script script = new Script("yes 12345678 | head -c 20000000", Duration.ofSeconds(60), Map.of());

    bench.machines().run(bench.machine(), script, counter);

    assertThat(count).hasValue(20_000_000);
  }

  @Test
  void killsTheWholeTreeWhenItsTimeIsUp() throws Exception {
    String machine = bench.machine();
    String mark = Processes.mark();
    String body =
        """
        #!/bin/bash
        trap '' TERM HUP INT
        for i in 1 2 3 4 5; do (trap '' TERM; setsid sleep %1$s & sleep %1$s) & done
        setsid bash -c 'while :; do setsid sleep %1$s; done' &
        echo begun
        sleep %1$s
        """
            .formatted(mark);
    Captured captured = new Captured();

    Execution execution =
        bench.machines().run(machine, new Script(body, Duration.ofSeconds(1), Map.of()), captured);

    assertThat(execution.timedOut()).isTrue();
    assertThat(execution.exitCode()).isEqualTo(Execution.TIMED_OUT);
    assertThat(captured.out()).isEqualTo("begun\n");
    assertThat(Processes.with(mark)).isEmpty();
  }

  @Test
  void killsDaemonsWhenTheScriptEnds() throws Exception {
    String mark = Processes.mark();
    String body = "setsid sleep %s >/dev/null 2>&1 & echo $!".formatted(mark);

    assertThat(bench.run(bench.machine(), body).exitCode()).isZero();

    assertThat(Processes.with(mark)).isEmpty();
  }

  @Test
  void killsTheTreeWhenTheCallerIsInterrupted() throws Exception {
    String machine = bench.machine();
    String mark = Processes.mark();
    Thread caller = Thread.currentThread();
    Captured captured = new Captured(caller::interrupt);
    Script script = new Script("echo begun; sleep " + mark, Duration.ofSeconds(60), Map.of());

    assertThatThrownBy(() -> bench.machines().run(machine, script, captured))
        .isInstanceOf(InterruptedException.class);

    assertThat(Processes.with(mark)).isEmpty();
    assertThat(bench.run(machine, "echo again").out()).isEqualTo("again\n");
  }

  @Test
  void killsTheTreeWhenTheMachineStops() throws Exception {
    String machine = bench.machine();
    String mark = Processes.mark();
    Captured captured = new Captured(() -> stopBeside(machine));
    Script script = new Script("echo begun; sleep " + mark, Duration.ofSeconds(60), Map.of());

    Execution execution = bench.machines().run(machine, script, captured);

    assertThat(execution.exitCode()).isEqualTo(Execution.KILLED);
    assertThat(Processes.with(mark)).isEmpty();
  }

  @Test
  void forgetsWhatABootForgetsOnlyWhenTheMachineStops() throws Exception {
    String machine = bench.machine();
    bench.run(machine, "touch /tmp/a /var/tmp/b /run/c /opt/kept");

    assertThat(bench.run(machine, "ls /tmp /var/tmp; ls -d /run/c").out())
        .contains("a\n", "b\n", "/run/c\n");
    bench.machines().stop(machine);

    assertThat(bench.run(machine, "ls /tmp /var/tmp /run/c /opt/kept").out())
        .contains("/opt/kept", "b\n")
        .doesNotContain("a\n", "/run/c");
  }

  @Test
  void givesEachBootOfAMachineItsOwnId() throws Exception {
    assumeTrue(choice != BackendChoice.COPY_CHROOT, "a copy has no /proc");
    String machine = bench.machine();
    String read = "cat /proc/sys/kernel/random/boot_id";
    String first = bench.run(machine, read).out();

    assertThat(bench.run(machine, read).out()).isEqualTo(first).hasSize(37);
    bench.machines().stop(machine);

    assertThat(bench.run(machine, read).out()).isNotEqualTo(first).hasSize(37);
    assertThat(bench.run(bench.machine(), read).out()).isNotEqualTo(first);
  }

  @Test
  void stopsAScriptWhoseOutputIsRefused() throws Exception {
    String machine = bench.machine();
    Captured refusing =
        new Captured(
            () -> {
              throw new IllegalStateException("disk full");
            });
    Script script = new Script("yes", Duration.ofSeconds(60), Map.of());

    assertThatThrownBy(() -> bench.machines().run(machine, script, refusing))
        .hasMessageContaining("cannot pass on the output of machine '" + machine + "'")
        .hasRootCauseMessage("disk full");
  }

  private void stopBeside(String machine) {
    Thread stopper =
        new Thread(
            () -> {
              try {
                bench.machines().stop(machine);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    stopper.start();
  }

  @Test
  void keepsUnprintableOutputOfBothStreamsApart() throws Exception {
    Bench.Outcome outcome = bench.run(bench.machine(), "printf 'a\\033[0m'; printf b >&2");

    assertThat(outcome.out().getBytes(StandardCharsets.UTF_8)).hasSize(5);
    assertThat(outcome.err()).isEqualTo("b");
  }
}
