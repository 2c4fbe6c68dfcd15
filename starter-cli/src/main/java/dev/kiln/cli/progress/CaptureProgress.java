package dev.kiln.cli.progress;

import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of an image of an instance.
 *
 * @param percent the percentage done, if known
 */
public record CaptureProgress(CaptureWorkflow.Report report, Optional<Integer> percent) {
  /** Below this, the elapsed time does not predict the remaining time. */
  private static final int MEANINGFUL_PERCENT = 5;

  /** Completes a report with the cloud's progress of the snapshot. */
  public static CaptureProgress ask(
      WorkflowClient client, String workflowId, CaptureWorkflow.Report report) {
    int parts = parts(report);
    return switch (report.stage()) {
      case SNAPSHOT ->
          new CaptureProgress(
              report, PendingDetail.percent(client, workflowId).map(done -> done / parts));
      case EXAMINE, REGISTER, COPY, SHARE, DONE -> atTheEnd(report);
    };
  }

  /** The progress from the report alone; the image and each copy have equal weight. */
  public static CaptureProgress atTheEnd(CaptureWorkflow.Report report) {
    return new CaptureProgress(
        report,
        switch (report.stage()) {
          case EXAMINE, REGISTER -> Optional.of(0);
          case SNAPSHOT -> Optional.empty();
          case COPY -> Optional.of(100 * (1 + settled(report)) / parts(report));
          case SHARE, DONE -> Optional.of(100);
        });
  }

  private static int parts(CaptureWorkflow.Report report) {
    return 1 + report.request().distribution().regions().size();
  }

  private static int settled(CaptureWorkflow.Report report) {
    return (int) report.regions().stream().filter(CaptureProgress::isSettled).count();
  }

  private static boolean isSettled(RegionReport region) {
    return region.ami().isPresent() || region.failure().isPresent();
  }

  /** The remaining time at the same pace. */
  public Optional<Duration> remaining() {
    return percent
        .filter(done -> done >= MEANINGFUL_PERCENT && done < 100)
        .map(done -> report.elapsed().multipliedBy(100 - done).dividedBy(done));
  }
}
