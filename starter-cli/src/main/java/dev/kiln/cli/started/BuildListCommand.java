package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.build.BuildWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln build list}. */
@Command(name = "list", description = "List builds, the newest first.")
public final class BuildListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--running", description = "Only builds that have not ended.")
  private boolean running;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  public BuildListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      if (connection.embedded()) {
        throw new CliFailure(
            "cannot list builds: the embedded Temporal forgets them when their command ends; start"
                + " a stack that remembers them with kiln up");
      }
      List<WorkflowExecutionMetadata> builds = read(connection);
      if (invocation.options().json()) {
        invocation.printJson(builds.stream().map(this::document).toList());
      } else {
        invocation.print(builds.isEmpty() ? List.of("No builds.") : table(builds));
      }
      return ExitCode.OK;
    }
  }

  private List<WorkflowExecutionMetadata> read(Connection connection) {
    String query =
        "WorkflowType = '%s'%s"
            .formatted(
                BuildWorkflow.class.getSimpleName(),
                running ? " AND ExecutionStatus = 'Running'" : "");
    try (Stream<WorkflowExecutionMetadata> found = connection.client().listExecutions(query)) {
      return found.limit(limit).toList();
    } catch (StatusRuntimeException refused) {
      throw new CliFailure(
          "cannot list builds: Temporal answers %s; see kiln doctor"
              .formatted(refused.getStatus().getCode()),
          refused);
    }
  }

  private List<String> table(List<WorkflowExecutionMetadata> builds) {
    Table table = new Table().row("BUILD", "STATE", "STARTED", "TOOK", "TEMPLATE", "REGION");
    Instant now = invocation.console().clock().instant();
    for (WorkflowExecutionMetadata build : builds) {
      table.row(
          build.getExecution().getWorkflowId(),
          BuildState.word(build),
          HumanText.age(build.getStartTime(), now),
          HumanText.duration(took(build)),
          attribute(build, SearchAttributes.TEMPLATE).orElse("-"),
          attribute(build, SearchAttributes.REGION).orElse("-"));
    }
    return table.lines("");
  }

  private Map<String, Object> document(WorkflowExecutionMetadata build) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", build.getExecution().getWorkflowId());
    document.put("status", BuildState.word(build));
    document.put("started", build.getStartTime().toString());
    document.put("elapsed_seconds", took(build).toSeconds());
    document.put("template", attribute(build, SearchAttributes.TEMPLATE));
    document.put("region", attribute(build, SearchAttributes.REGION));
    return document;
  }

  private Duration took(WorkflowExecutionMetadata build) {
    Instant closed = build.getCloseTime();
    return Duration.between(
        build.getStartTime(), closed == null ? invocation.console().clock().instant() : closed);
  }

  private static Optional<String> attribute(
      WorkflowExecutionMetadata build, io.temporal.common.SearchAttributeKey<String> key) {
    return Optional.ofNullable(build.getTypedSearchAttributes().get(key));
  }
}
