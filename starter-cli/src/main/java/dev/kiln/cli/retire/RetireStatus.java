package dev.kiln.cli.retire;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.List;
import java.util.regex.Pattern;

/** How far the end of images is, for {@code kiln ami status}. */
public final class RetireStatus {
  private static final Pattern ID =
      Pattern.compile("(delete|deprecate|disable|enable)-(ami-[0-9a-f]+|\\d+-images)-[0-9a-f]+");

  private final Invocation invocation;
  private final Connection connection;

  public RetireStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether an id is that of such an end. */
  public static boolean isAbout(String id) {
    return ID.matcher(id).matches();
  }

  /** Prints it; that some failed is no failure of who tells so. */
  public int print(String id) {
    StartedBuild found = StartedBuild.find(connection, id);
    RetireWorkflow.Report report =
        found.ask(
            () -> connection.client().newWorkflowStub(RetireWorkflow.class, id).retireProgress());
    boolean partial = !found.isRunning() && !report.complete();
    String state = partial ? "partial" : found.state();
    if (invocation.options().json()) {
      invocation.printJson(RetireDocument.progress(report, id, state));
      return ExitCode.OK;
    }
    invocation.print(
        List.of(
            "ID:       " + id,
            "State:    " + state,
            "Elapsed:  " + HumanText.duration(found.elapsed(invocation.console().clock()))));
    new RetireText(invocation, report.action()).show(report);
    return ExitCode.OK;
  }
}
