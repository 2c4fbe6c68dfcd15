package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.CheckResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that Systems Manager would not take in one command, run by a real shell. */
final class LongScriptTest {
  private static final String TOKEN = "11111111-2222-3333-4444-555555555555-1-setup-12";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {70_000, 300_000, 1_400_000})
  void arrivesWholeHoweverLongItIs(int bytes) throws Exception {
    String script = "#!/bin/sh\nwc -c < \"$0\"\nexit 5\n#" + noise(bytes);

    List<Answer> answers = execute(commands(script));

    assertThat(answers).hasSizeBetween(1 + bytes / 60_000, 3 + bytes / 30_000);
    StepScript.Outcome outcome = outcome(answers.get(answers.size() - 1));
    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.tail()).isEqualTo(script.length() + "\n");
  }

  @Test
  void threeThousandLinesFitIntoOneCommand() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 3_000)
            .mapToObj(i -> "echo 'configure package " + i + " of the stack'\n")
            .collect(Collectors.joining());

    List<Answer> answers = execute(commands("#!/bin/sh\n" + lines));

    assertThat(answers).hasSize(1);
    assertThat(outcome(answers.get(0)).tail()).endsWith("package 3000 of the stack\n");
  }

  @Test
  void everyCommandIsWithinTheLimitsOfSystemsManager() {
    for (ShellCommand command : commands("#!/bin/sh\n#" + noise(1_000_000))) {
      int bytes = command.lines().stream().mapToInt(line -> line.length() + 4).sum();
      assertThat(bytes).isLessThan(61_440);
      assertThat(command.comment()).hasSizeLessThanOrEqualTo(100);
    }
  }

  @Test
  void noHalfArrivedScriptIsRun() throws Exception {
    Path counter = folder.resolve("counter");
    List<ShellCommand> commands =
        commands("#!/bin/sh\necho once >> " + counter + "\n#" + noise(100_000));
    List<ShellCommand> withoutTheSecond = new ArrayList<>(commands);
    ShellCommand second = withoutTheSecond.remove(1);

    List<Answer> answers = execute(withoutTheSecond);

    StepScript.Outcome halfArrived = outcome(answers.get(answers.size() - 1));
    assertThat(halfArrived.ending()).isEqualTo(StepScript.Ending.INCOMPLETE);
    assertThat(halfArrived.tail()).contains("No such file");
    assertThat(counter).doesNotExist();
    assertThat(outcome(execute(List.of(second, last(commands))).get(1)).exitCode()).isZero();
    assertThat(Files.readString(counter)).isEqualTo("once\n");
  }

  @Test
  void aScriptWithAnotherChecksumIsNotRun() throws Exception {
    Path counter = folder.resolve("counter");
    List<ShellCommand> commands = commands("#!/bin/sh\ntouch " + counter + "\n#" + noise(100_000));
    execute(commands.subList(0, commands.size() - 1));
    Path piece = folder.resolve(TOKEN).resolve(nameOf(commands.get(0)));
    Files.write(piece, packed("#!/bin/sh\ntouch " + counter + "\n#other"));
    for (int i = 1; i < commands.size() - 1; i++) {
      Files.write(folder.resolve(TOKEN).resolve(nameOf(commands.get(i))), new byte[0]);
    }

    StepScript.Outcome outcome = outcome(execute(List.of(last(commands))).get(0));

    assertThat(outcome.ending()).isEqualTo(StepScript.Ending.INCOMPLETE);
    assertThat(outcome.tail()).contains("its checksum differs");
    assertThat(counter).doesNotExist();
  }

  @Test
  void aPieceThatChangedOnTheWayIsRefused() throws Exception {
    ShellCommand piece = commands("#!/bin/sh\n#" + noise(100_000)).get(0);
    List<String> changed =
        piece.lines().stream()
            .map(line -> line.startsWith("printf") ? line.replace('A', 'B') : line)
            .toList();

    Answer answer = execute(new ShellCommand(piece.comment(), changed, piece.limit()));

    assertThat(answer.exitCode()).isEqualTo(74);
    assertThat(answer.printed()).contains("the checksum of the piece differs");
    assertThat(folder.resolve(TOKEN).resolve(nameOf(piece))).doesNotExist();
  }

  @Test
  void runsOnceHoweverOftenItsCommandsAreDelivered() throws Exception {
    Path counter = folder.resolve("counter");
    List<ShellCommand> commands =
        commands("#!/bin/sh\necho once >> " + counter + "\nexit 7\n#" + noise(100_000));
    List<ShellCommand> twice =
        commands.stream().flatMap(command -> List.of(command, command).stream()).toList();

    execute(twice);
    List<Answer> again = execute(twice);

    assertThat(Files.readString(counter)).isEqualTo("once\n");
    assertThat(outcome(again.get(again.size() - 1)).exitCode()).isEqualTo(7);
  }

  @Test
  void runsAgainAfterTheRebootThatItAskedFor() throws Exception {
    Path rebooted = folder.resolve("rebooted");
    List<ShellCommand> commands =
        commands(
            "#!/bin/sh\n[ -e %1$s ] && exit 0\ntouch %1$s; exit 194\n#".formatted(rebooted)
                + noise(100_000));

    List<Answer> before = execute(commands);
    StepScript.Outcome after = outcome(execute(last(commands)));

    assertThat(before.get(before.size() - 1).exitCode()).isEqualTo(194);
    assertThat(after.exitCode()).isZero();
  }

  @Test
  void theChecksOfALongChainArriveToo() throws Exception {
    List<Check> checks =
        IntStream.range(0, 50)
            .mapToObj(i -> check("check " + i, ": " + noise(3_000 + i) + "\nexit " + i % 3))
            .toList();

    List<Answer> answers =
        execute(StepCommands.of(CheckScript.step(checks), folder.toString(), TOKEN));
    List<CheckResult> results =
        CheckScript.results(checks, outcome(answers.get(answers.size() - 1)).tail().strip());

    assertThat(answers).hasSizeGreaterThan(3);
    assertThat(results).hasSize(50);
    assertThat(results.get(2).violation()).contains("expected exit code 0, found 2");
  }

  @Test
  void aTimeoutNeverExceedsWhatTheAgentAllows() {
    Duration twoDays = Duration.ofDays(2);

    ShellCommand command =
        last(StepCommands.of(new SetupStep("s", "#!/bin/sh\n", twoDays), folder.toString(), TOKEN));

    assertThat(command.parameters()).containsEntry("executionTimeout", List.of("172800"));
    assertThat(String.join("\n", command.lines())).contains("timeout --kill-after=10 172500 ");
  }

  private List<ShellCommand> commands(String script) {
    SetupStep step = new SetupStep("step", script, Duration.ofSeconds(60));
    return StepCommands.of(step, folder.toString(), TOKEN);
  }

  private static ShellCommand last(List<ShellCommand> commands) {
    return commands.get(commands.size() - 1);
  }

  /** The file of a piece: its comment ends with {@code piece-… of n}. */
  private static String nameOf(ShellCommand piece) {
    return piece.comment().split(" ", -1)[1];
  }

  private static byte[] packed(String script) throws Exception {
    var packed = new java.io.ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
      gzip.write(script.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** Text that hardly compresses: 3 bytes in 4 remain. */
  private static String noise(int characters) {
    byte[] bytes = new byte[characters * 3 / 4];
    new Random(characters).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Check check(String name, String command) {
    return new Check(
        "layer",
        name,
        command,
        Optional.of(0),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(20));
  }

  private record Answer(int exitCode, String printed) {}

  private List<Answer> execute(List<ShellCommand> commands) throws Exception {
    List<Answer> answers = new ArrayList<>();
    for (ShellCommand command : commands) {
      answers.add(execute(command));
    }
    return answers;
  }

  private Answer execute(ShellCommand command) throws Exception {
    Path file = Files.createTempFile(folder, "command", ".sh");
    Files.writeString(file, String.join("\n", command.lines()) + "\n");
    Process shell =
        new ProcessBuilder("sh", file.toString())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(shell.waitFor(), printed);
  }

  private static StepScript.Outcome outcome(Answer answer) {
    return StepScript.parse(answer.printed()).orElseThrow(() -> new AssertionError(answer));
  }
}
