package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper, run by a real shell. */
final class StepScriptTest {
  @TempDir private Path folder;

  @Test
  void reportsExitCodeAndOutput() throws Exception {
    StepScript.Outcome outcome = outcome(run("t1", "#!/bin/sh\necho out; echo err >&2; exit 3\n"));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.tail()).isEqualTo("out\nerr\n");
    assertThat(outcome.ending()).isEqualTo(StepScript.Ending.DONE);
  }

  @Test
  void runsTheScriptOnceHoweverOftenItIsDelivered() throws Exception {
    Path counter = folder.resolve("counter");
    String script = "#!/bin/sh\necho once >> " + counter + "\nexit 7\n";

    String first = run("t2", script);
    String second = run("t2", script);

    assertThat(Files.readString(counter)).isEqualTo("once\n");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aSecondDeliveryWaitsForTheFirst() throws Exception {
    Path counter = folder.resolve("counter");
    Path go = folder.resolve("go");
    String script =
        "#!/bin/sh\nwhile [ ! -e %s ]; do sleep 0.05; done; echo once >> %s\n"
            .formatted(go, counter);
    Process first = start("t3", script);
    Process second = start("t3", script);
    Files.createFile(go);

    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(counter)).isEqualTo("once\n");
    assertThat(second.exitValue()).isZero();
  }

  @Test
  void saysSoWhenAnEarlierRunWasCutOff() throws Exception {
    Process killed = start("t4", "#!/bin/sh\necho begun; exec sleep 600\n");
    Path log = folder.resolve("t4/log");
    while (!Files.exists(log) || Files.size(log) == 0) {
      Thread.onSpinWait();
    }
    // Kill the wrapper first: it must not see its script end, as in a power cut.
    List<ProcessHandle> below = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    below.forEach(ProcessHandle::destroyForcibly);

    StepScript.Outcome outcome = outcome(run("t4", "#!/bin/sh\necho again\n"));

    assertThat(outcome.ending()).isEqualTo(StepScript.Ending.INTERRUPTED);
    assertThat(outcome.tail()).isEqualTo("begun\n");
  }

  @Test
  void keepsTheEndOfALongOutput() throws Exception {
    StepScript.Outcome outcome = outcome(run("t5", "#!/bin/sh\nseq 1 100000\necho the very end\n"));

    assertThat(outcome.tail()).endsWith("100000\nthe very end\n").hasSizeLessThan(24_000);
  }

  @Test
  void endsAScriptThatRunsTooLong() throws Exception {
    SetupStep step = new SetupStep("slow", "#!/bin/sh\nsleep 60\n", Duration.ofSeconds(1));

    StepScript.Outcome outcome = outcome(finish(start("t6", step)));

    assertThat(outcome.exitCode()).isEqualTo(StepScript.TIMED_OUT);
  }

  @Test
  void asksForARebootAndRunsTheScriptAgainAfterwards() throws Exception {
    Path rebooted = folder.resolve("rebooted");
    String script = "#!/bin/sh\n[ -e %1$s ] && exit 0\ntouch %1$s; exit 194\n".formatted(rebooted);

    Process first = start("t7", script);
    finish(first);
    StepScript.Outcome second = outcome(run("t7", script));

    assertThat(first.exitValue()).isEqualTo(194);
    assertThat(second.exitCode()).isZero();
  }

  @Test
  void keepsWhatTheScriptPrintedBeforeItsReboot() throws Exception {
    Path rebooted = folder.resolve("rebooted");
    String script =
        "#!/bin/sh\n[ -e %1$s ] && echo after && exit 0\necho before; touch %1$s; exit 194\n"
            .formatted(rebooted);

    run("t13", script);

    assertThat(outcome(run("t13", script)).tail()).isEqualTo("before\nafter\n");
  }

  @Test
  void allowsTenRebootsAndFailsAtTheNext() throws Exception {
    Path runs = folder.resolve("runs");
    String script = "#!/bin/sh\necho run >> %s; exit 194\n".formatted(runs);
    for (int boot = 1; boot <= 10; boot++) {
      Process asking = start("t14", script);
      finish(asking);
      assertThat(asking.exitValue()).isEqualTo(194);
    }

    Process last = start("t14", script);
    StepScript.Outcome outcome = outcome(finish(last));

    assertThat(outcome.exitCode()).isEqualTo(194);
    assertThat(last.exitValue()).as("the agent must not reboot once more").isEqualTo(1);
    assertThat(outcome(run("t14", script)).exitCode()).isEqualTo(194);
    assertThat(Files.readAllLines(runs)).hasSize(11);
  }

  @Test
  void namesAnInterpreterThatIsNotThere() throws Exception {
    StepScript.Outcome outcome = outcome(run("t15", "#!/usr/bin/nosuch -x\necho hi\n"));

    assertThat(outcome.exitCode()).isEqualTo(127);
    assertThat(outcome.tail())
        .contains("this machine has no interpreter '/usr/bin/nosuch'")
        .doesNotContain("/script");
  }

  @Test
  void namesTheCarriageReturnAfterAnInterpreter() throws Exception {
    StepScript.Outcome outcome = outcome(run("t16", "#!/bin/sh\r\necho hi\r\n"));

    assertThat(outcome.exitCode()).isEqualTo(127);
    assertThat(outcome.tail())
        .contains("the first line of the script, '#!/bin/sh', ends with a carriage return")
        .doesNotContain("\r");
  }

  @Test
  void aReportWithoutTheEndOfItsLineIsAReport() {
    assertThat(StepScript.parse("KILN-STEP done 0 0")).isPresent();
    assertThat(StepScript.parse("KILN-STEP done 3 12\nthe end")).isPresent();
    assertThat(StepScript.parse("KILN-STEP done 3 12x")).isEmpty();
  }

  @Test
  void beginsOnlyWhenCloudInitHasEnded() throws Exception {
    Path booted = folder.resolve("booted");
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Path cloudInit = tools.resolve("cloud-init");
    Files.writeString(cloudInit, "#!/bin/sh\nsleep 0.3; echo \"$@\" > %s\n".formatted(booted));
    assertThat(cloudInit.toFile().setExecutable(true)).isTrue();
    Path wrapper = wrapper("t11", step("#!/bin/sh\ncat %s\n".formatted(booted)));
    ProcessBuilder shell = new ProcessBuilder("sh", wrapper.toString());
    shell.environment().merge("PATH", tools + ":", (path, first) -> first + path);

    StepScript.Outcome outcome = outcome(finish(shell.start()));

    assertThat(outcome.tail()).isEqualTo("status --wait\n");
  }

  @Test
  void letsPackagesWaitForTheHolderOfTheirLock() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/apt-config")), "there is no apt here");

    StepScript.Outcome outcome =
        outcome(run("t12", "#!/bin/sh\napt-config dump DPkg::Lock::Timeout\n"));

    assertThat(outcome.tail()).isEqualTo("DPkg::Lock::Timeout \"600\";\n");
  }

  @Test
  void leavesTheScriptsOwnQuotesAlone() throws Exception {
    StepScript.Outcome outcome =
        outcome(run("t8", "#!/bin/bash\nprintf '%s|' \"a'b\" '$HOME' \\\\ $'\\u00e9'\n"));

    assertThat(outcome.tail()).isEqualTo("a'b|$HOME|\\|é|");
  }

  @Test
  void succeedsThoughTheScriptRemovesTheWrappersFiles() throws Exception {
    StepScript.Outcome outcome = outcome(run("t9", "#!/bin/sh\nrm -rf " + folder + "/t9\n"));

    assertThat(outcome.exitCode()).isZero();
    assertThat(folder.resolve("t9")).doesNotExist();
  }

  @Test
  void judgesEveryCheckOnItsWholeOutput() throws Exception {
    List<Check> checks = checksOfEveryKind();

    StepScript.Outcome outcome = outcome(finish(start("t10", CheckScript.step(checks))));
    List<CheckResult> results = CheckScript.results(checks, outcome.tail());

    assertThat(results)
        .extracting(CheckResult::holds)
        .containsExactly(true, false, true, false, true, false, true);
    assertThat(results.get(1).violation()).contains("expected exit code 0, found 4");
    assertThat(results.get(4).output()).endsWith("5000\n");
  }

  private static List<Check> checksOfEveryKind() {
    return List.of(
        check("exits", "exit 0", Optional.of(0), Optional.empty(), Optional.empty()),
        check("fails", "exit 4", Optional.of(0), Optional.empty(), Optional.empty()),
        check(
            "equals",
            "echo '  two words '",
            Optional.empty(),
            Optional.of("two words"),
            Optional.empty()),
        check(
            "differs", "echo other", Optional.empty(), Optional.of("two words"), Optional.empty()),
        check(
            "contains early",
            "echo needle; seq 1 5000",
            Optional.of(0),
            Optional.empty(),
            Optional.of("needle")),
        check("lacks", "echo hay", Optional.of(0), Optional.empty(), Optional.of("needle*")),
        check(
            "stderr", "echo needle >&2", Optional.of(0), Optional.empty(), Optional.of("needle")));
  }

  private static Check check(
      String name,
      String command,
      Optional<Integer> exit,
      Optional<String> equalTo,
      Optional<String> contains) {
    return new Check("layer", name, command, exit, equalTo, contains, Duration.ofSeconds(20));
  }

  private String run(String token, String script) throws Exception {
    return finish(start(token, script));
  }

  private Process start(String token, String script) throws IOException {
    return start(token, step(script));
  }

  private static SetupStep step(String script) {
    return new SetupStep("step", script, Duration.ofSeconds(30));
  }

  private Process start(String token, SetupStep step) throws IOException {
    return new ProcessBuilder("sh", wrapper(token, step).toString())
        .redirectErrorStream(true)
        .start();
  }

  private Path wrapper(String token, SetupStep step) throws IOException {
    List<ShellCommand> commands = StepCommands.of(step, folder.toString(), token);
    assertThat(commands).hasSize(1);
    return Files.writeString(
        Files.createTempFile(folder, "wrapper", ".sh"),
        String.join("\n", commands.get(0).lines()) + "\n");
  }

  private static String finish(Process process) throws Exception {
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static StepScript.Outcome outcome(String stdout) {
    return StepScript.parse(stdout).orElseThrow(() -> new AssertionError(stdout));
  }
}
