package dev.kiln.cli.janitor;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.JanitorDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.model.Region;
import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln janitor}. */
@Command(
    name = "janitor",
    description = {
      "Remove expired resources that builds left behind, such as kept builders.",
      "It reads the tag ExpiresAt. If Temporal supports schedules, workers schedule this hourly."
    })
public final class JanitorCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--dry-run", description = "Show the plan and remove nothing.")
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
        invocation.printJson(JanitorDocument.of(report, dryRun));
      } else {
        invocation.print(lines(report, regions));
      }
      if (!report.problems().isEmpty()) {
        throw new CliFailure(
            "cannot finish the clean-up: " + String.join("\n  ", report.problems()));
      }
      return ExitCode.OK;
    }
  }

  private static JanitorWorkflow.Report clean(
      Connection connection, JanitorWorkflow.Request request) {
    return new Starter(connection.client())
        .ask(
            new Question<>(
                JanitorWorkflow.class,
                JanitorWorkflow::id,
                "remove expired resources in " + request.regions(),
                Optional.of("look for expired resources"),
                janitor -> janitor.clean(request)));
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
        dryRun ? "Would remove " + count + "; omit --dry-run to do it." : "Removed " + count + ".");
    return lines;
  }

  private static String kind(JanitorActivities.Expired expired) {
    return expired.kind().name().toLowerCase(Locale.ROOT);
  }
}
