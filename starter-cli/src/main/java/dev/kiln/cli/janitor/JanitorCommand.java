package dev.kiln.cli.janitor;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln janitor}. */
@Command(
    name = "janitor",
    description = {
      "Remove what builds left behind and whose time is over, such as kept builders.",
      "Goes by the tag ExpiresAt; workers have a Temporal that keeps schedules do it every hour."
    })
public final class JanitorCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--dry-run", description = "Show what would be removed, and remove none of it.")
  private boolean dryRun;

  public JanitorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      List<Region> regions = invocation.regionsOr(connection);
      JanitorWorkflow.Report report =
          clean(connection, new JanitorWorkflow.Request(regions, false, dryRun));
      if (invocation.options().json()) {
        invocation.printJson(document(report));
      } else {
        invocation.print(lines(report, regions));
      }
      if (!report.problems().isEmpty()) {
        throw new CliFailure(
            "cannot finish the cleaning: " + String.join("\n  ", report.problems()));
      }
      return ExitCode.OK;
    }
  }

  private static JanitorWorkflow.Report clean(
      Connection connection, JanitorWorkflow.Request request) {
    JanitorWorkflow janitor =
        connection
            .client()
            .newWorkflowStub(
                JanitorWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(JanitorWorkflow.id(UUID.randomUUID().toString()))
                    .setStaticSummary("remove what has expired in " + request.regions())
                    .build());
    try {
      return janitor.clean(request);
    } catch (WorkflowFailedException failure) {
      String fact =
          FailureType.applicationFailureIn(failure)
              .map(application -> application.getOriginalMessage())
              .orElse(String.valueOf(failure.getMessage()));
      throw new CliFailure("cannot look for what has expired: " + fact, failure);
    }
  }

  private List<String> lines(JanitorWorkflow.Report report, List<Region> regions) {
    List<String> lines = new ArrayList<>();
    if (report.expired().isEmpty()) {
      String where = String.join(", ", regions.stream().map(Region::value).toList());
      lines.add(
          report.problems().isEmpty()
              ? "Nothing has expired in " + where + "."
              : "Removed nothing.");
      return lines;
    }
    Table table = new Table().row("KIND", "ID", "REGION", "EXPIRED", "NAME");
    for (JanitorActivities.Expired expired : report.expired()) {
      table.row(
          kind(expired),
          expired.id(),
          expired.region().value(),
          HumanText.age(expired.at(), invocation.console().clock().instant()),
          expired.name());
    }
    lines.addAll(table.lines(""));
    String count = HumanText.count(report.expired().size(), "resource");
    lines.add(
        dryRun
            ? "Would remove " + count + "; leave out --dry-run to do it."
            : "Removed " + count + ".");
    return lines;
  }

  private Map<String, Object> document(JanitorWorkflow.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", dryRun);
    document.put("expired", report.expired().stream().map(JanitorCommand::document).toList());
    document.put("problems", report.problems());
    return document;
  }

  private static Map<String, Object> document(JanitorActivities.Expired expired) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", kind(expired));
    document.put("id", expired.id());
    document.put("region", expired.region().value());
    document.put("name", expired.name());
    document.put("expired_at", expired.at().toString());
    return document;
  }

  private static String kind(JanitorActivities.Expired expired) {
    return expired.kind().name().toLowerCase(Locale.ROOT);
  }
}
