package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.WorkListDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.BuildWork;
import dev.kiln.cli.work.KnownWork;
import dev.kiln.cli.work.Started;
import dev.kiln.cli.work.Work;
import dev.kiln.workflows.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln build list}. */
@Command(name = "list", description = "List builds, newest first.")
public final class BuildListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--running", description = "List only running builds.")
  private boolean running;

  @Option(
      names = "--all",
      description = "List all work: builds, copies, validations, deletions and so on.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "List at most this many (default: ${DEFAULT-VALUE}).")
  private int limit;

  public BuildListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      if (connection.embedded()) {
        throw new CliFailure(
            "cannot list builds: the embedded Temporal forgets them when their command ends; start a"
                + " stack that keeps them with kiln up");
      }
      List<WorkflowExecutionMetadata> found = read(connection);
      if (invocation.options().json()) {
        invocation.printJson(found.stream().map(this::document).toList());
      } else {
        invocation.print(found.isEmpty() ? List.of("No builds.") : table(found).lines(""));
      }
      return ExitCode.OK;
    }
  }

  private List<WorkflowExecutionMetadata> read(Connection connection) {
    List<Work<?, ?, ?>> kinds = all ? KnownWork.ALL : List.of(new BuildWork());
    String types =
        kinds.stream()
            .map(work -> "'" + work.kind().contract().getSimpleName() + "'")
            .collect(Collectors.joining(", "));
    String query =
        "WorkflowType IN (%s)%s"
            .formatted(types, running ? " AND ExecutionStatus = 'Running'" : "");
    try (Stream<WorkflowExecutionMetadata> found = connection.client().listExecutions(query)) {
      return found.limit(limit).toList();
    } catch (StatusRuntimeException refused) {
      throw new CliFailure(
          "cannot list builds: Temporal answers %s; see kiln doctor"
              .formatted(refused.getStatus().getCode()),
          refused);
    }
  }

  private Table table(List<WorkflowExecutionMetadata> found) {
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of(all ? "ID" : "BUILD", "STATE", "STARTED", "TOOK"));
    head.addAll(all ? List.of("KIND", "TEMPLATE", "REGION") : List.of("TEMPLATE", "REGION"));
    table.row(head.toArray(String[]::new));
    Clock clock = invocation.console().clock();
    for (WorkflowExecutionMetadata one : found) {
      List<String> row = new ArrayList<>();
      row.add(one.getExecution().getWorkflowId());
      row.add(Started.word(one));
      row.add(HumanText.age(one.getStartTime(), clock.instant()));
      row.add(HumanText.duration(Started.elapsed(one, clock)));
      if (all) {
        row.add(kind(one));
      }
      row.add(attribute(one, SearchAttributes.TEMPLATE).orElse("-"));
      row.add(attribute(one, SearchAttributes.REGION).orElse("-"));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private WorkListDocument document(WorkflowExecutionMetadata one) {
    return new WorkListDocument(
        one.getExecution().getWorkflowId(),
        kind(one),
        Started.word(one),
        one.getStartTime().toString(),
        Started.elapsed(one, invocation.console().clock()).toSeconds(),
        attribute(one, SearchAttributes.TEMPLATE),
        attribute(one, SearchAttributes.REGION));
  }

  private static String kind(WorkflowExecutionMetadata one) {
    return KnownWork.ALL.stream()
        .filter(work -> work.kind().contract().getSimpleName().equals(one.getWorkflowType()))
        .findFirst()
        .map(work -> work.kind().noun())
        .orElse(one.getWorkflowType());
  }

  private static Optional<String> attribute(
      WorkflowExecutionMetadata one, SearchAttributeKey<String> key) {
    return Optional.ofNullable(one.getTypedSearchAttributes().get(key));
  }
}
