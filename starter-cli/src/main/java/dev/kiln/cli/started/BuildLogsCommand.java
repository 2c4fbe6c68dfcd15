package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.LogsDocument;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.work.Started;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.model.HarmlessText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln build logs}. */
@Command(name = "logs", description = "Show the full output of the setup steps.")
public final class BuildLogsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<build>", description = "The build's id.")
  private String id = "";

  @Option(
      names = "--step",
      paramLabel = "<name>",
      description = "Show only the step with this name.")
  private Optional<String> step = Optional.empty();

  @Option(
      names = "--tail",
      paramLabel = "<lines>",
      description = "Show only the last lines of each step.")
  private Optional<Integer> tail = Optional.empty();

  public BuildLogsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      Started<?, BuildSnapshot, ?> build = StartedWork.build(connection, id);
      List<LayerLog> logs =
          new BuildLogs(connection)
              .of(build, output -> step.map(output.step()::equals).orElse(true));
      Optional<String> failure = build.failure().map(WorkFailure::reason);
      if (invocation.options().json()) {
        invocation.printJson(
            LogsDocument.of(
                id, logs.stream().flatMap(log -> log.documents().stream()).toList(), failure));
      } else {
        invocation.print(text(logs, failure));
      }
      return ExitCode.OK;
    }
  }

  private List<String> text(List<LayerLog> logs, Optional<String> failure) {
    List<String> lines = new ArrayList<>();
    for (LayerLog log : logs) {
      for (StepLog step : log.steps()) {
        lines.add(
            "== %s (%s): %s, exit code %d"
                .formatted(
                    log.key().template(),
                    log.key().architecture(),
                    step.output().step(),
                    step.output().exitCode()));
        last(step.text()).forEach(lines::add);
      }
    }
    failure.ifPresent(lines::add);
    if (lines.isEmpty()) {
      lines.add("No setup step of this build has ended yet.");
    }
    return lines;
  }

  private Stream<String> last(String text) {
    List<String> lines = HarmlessText.of(text).lines().toList();
    return tail
        .map(most -> lines.subList(Math.max(0, lines.size() - most), lines.size()))
        .orElse(lines)
        .stream();
  }
}
