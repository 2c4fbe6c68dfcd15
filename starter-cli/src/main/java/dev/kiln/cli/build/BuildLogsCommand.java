package dev.kiln.cli.build;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.workflows.image.StepOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln build logs}. */
@Command(name = "logs", description = "Show the end of what each setup step printed.")
public final class BuildLogsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<build>", description = "The build's id.")
  private String id = "";

  @Option(names = "--step", paramLabel = "<name>", description = "Only the step of that name.")
  private Optional<String> step = Optional.empty();

  public BuildLogsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      StartedBuild build = StartedBuild.find(connection, id);
      List<LayerLog> logs = new BuildLogs(connection).of(build).stream().map(this::chosen).toList();
      Optional<String> failure = build.failure().map(CliFailure::getMessage);
      if (invocation.options().json()) {
        invocation.printJson(document(logs, failure));
      } else {
        invocation.print(text(logs, failure));
      }
      return ExitCode.OK;
    }
  }

  private LayerLog chosen(LayerLog log) {
    return new LayerLog(
        log.key(),
        log.outputs().stream()
            .filter(output -> step.isEmpty() || step.get().equals(output.step()))
            .toList());
  }

  private static List<String> text(List<LayerLog> logs, Optional<String> failure) {
    List<String> lines = new ArrayList<>();
    for (LayerLog log : logs) {
      for (StepOutput output : log.outputs()) {
        lines.add(
            "== %s (%s): %s, exit code %d"
                .formatted(
                    log.key().template(),
                    log.key().architecture(),
                    output.step(),
                    output.exitCode()));
        output.tail().lines().forEach(lines::add);
      }
    }
    failure.ifPresent(lines::add);
    if (lines.isEmpty()) {
      lines.add("No setup step of this build has ended yet.");
    }
    return lines;
  }

  private Map<String, Object> document(List<LayerLog> logs, Optional<String> failure) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", id);
    document.put("steps", logs.stream().flatMap(log -> log.documents().stream()).toList());
    document.put("error", failure);
    return document;
  }
}
