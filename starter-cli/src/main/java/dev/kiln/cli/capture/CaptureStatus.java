package dev.kiln.cli.capture;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.PendingDetail;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a capture is, for {@code kiln ami status}. */
public final class CaptureStatus {
  private final Invocation invocation;
  private final Connection connection;

  public CaptureStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether this is the id of one. */
  public static boolean isOf(String id) {
    return id.startsWith(CaptureWorkflow.PREFIX);
  }

  /** Prints it. */
  public int print(String id) {
    StartedBuild started = StartedBuild.find(connection, id);
    CaptureWorkflow.Report report =
        started.ask(
            () -> connection.client().newWorkflowStub(CaptureWorkflow.class, id).captureProgress());
    Optional<String> failure = started.failure().map(CliFailure::getMessage);
    Optional<Integer> percent = percent(report, id);
    if (invocation.options().json()) {
      Map<String, Object> document = CaptureDocument.of(report, id, started.state(), percent);
      document.put("error", failure);
      invocation.printJson(document);
    } else {
      invocation.print(
          new CaptureText(invocation.style()).status(report, id, started.state(), percent));
      failure.map(List::of).ifPresent(invocation::print);
    }
    return ExitCode.OK;
  }

  /** The image and each of its copies count the same. */
  private Optional<Integer> percent(CaptureWorkflow.Report report, String id) {
    int parts = 1 + report.request().distribution().regions().size();
    return switch (report.stage()) {
      case EXAMINE, REGISTER -> Optional.of(0);
      case SNAPSHOT -> PendingDetail.percent(connection.client(), id).map(done -> done / parts);
      case COPY -> Optional.of(100 * (1 + settled(report)) / parts);
      case SHARE, DONE -> Optional.of(100);
    };
  }

  private static int settled(CaptureWorkflow.Report report) {
    return (int) report.regions().stream().filter(CaptureStatus::isSettled).count();
  }

  private static boolean isSettled(RegionReport region) {
    return region.ami().isPresent() || region.failure().isPresent();
  }
}
