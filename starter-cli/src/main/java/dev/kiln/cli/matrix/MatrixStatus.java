package dev.kiln.cli.matrix;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.List;

/** Tells how far many builds are; that some failed is no failure of who tells so. */
public final class MatrixStatus {
  private final Invocation invocation;
  private final Connection connection;

  public MatrixStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether an id is that of many builds. */
  public static boolean isAbout(String id) {
    return id.startsWith(MatrixWorkflow.PREFIX);
  }

  /** Prints it. */
  public int print(String id) {
    StartedBuild found = StartedBuild.find(connection, id);
    MatrixWorkflow.Report report =
        found.ask(
            () -> connection.client().newWorkflowStub(MatrixWorkflow.class, id).matrixProgress());
    boolean partial = !found.isRunning() && report.isPartial();
    String state = partial ? "partial" : found.state();
    if (invocation.options().json()) {
      invocation.printJson(MatrixDocument.of(report, id, state));
      return ExitCode.OK;
    }
    invocation.print(List.of("Build ID: " + id, "State:    " + state));
    connection.webUi(id).ifPresent(link -> invocation.print(List.of("Web UI:   " + link)));
    invocation.print(MatrixText.table(report.requested()));
    invocation.print(List.of(MatrixText.counts(report)));
    if (partial) {
      invocation.print(List.of("Next: kiln build retry " + id));
    }
    return ExitCode.OK;
  }
}
