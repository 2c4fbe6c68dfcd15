package dev.kiln.cli.copy;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.CopyPoll;
import dev.kiln.cli.follow.CopySnapshot;
import dev.kiln.cli.json.CopyDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.copy.DistributeWorkflow;
import java.time.Duration;
import java.util.List;

/** Tells how far copies are; that some failed is no failure of who tells so. */
public final class CopyStatus {
  private final Invocation invocation;
  private final Connection connection;

  public CopyStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether an id is that of copies. */
  public static boolean isAbout(String id) {
    return id.startsWith(DistributeWorkflow.PREFIX);
  }

  /** Prints it. */
  public int print(String id) {
    StartedBuild found = StartedBuild.find(connection, id);
    Duration elapsed = found.elapsed(invocation.console().clock());
    DistributeWorkflow.Report report =
        found
            .ask(
                () ->
                    connection
                        .client()
                        .newWorkflowStub(DistributeWorkflow.class, id)
                        .distributeProgress())
            .after(elapsed);
    CopySnapshot snapshot =
        new CopySnapshot(report.regions(), new CopyPoll(connection.client()).ask(report.regions()));
    if (invocation.options().json()) {
      invocation.printJson(
          CopyDocument.running(id, found.state(), connection.webUi(id), report, snapshot));
    } else {
      invocation.print(
          List.of(
              "Copy ID:  " + id,
              "State:    " + (report.isPartial() ? "partial" : found.state()),
              "Image:    " + report.source() + " (" + report.name() + ")",
              "Elapsed:  " + HumanText.duration(elapsed)));
      invocation.print(new RegionText(invocation.style()).underWay(snapshot));
      if (report.isPartial() && !found.isRunning()) {
        invocation.print(List.of("Next: kiln build retry " + id));
      }
    }
    return ExitCode.OK;
  }
}
