package dev.kiln.workflows.copy;

import dev.kiln.model.Region;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.WorkflowClock;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the image, then copies it to every region. */
public final class DistributeWorkflowImpl implements DistributeWorkflow {
  private final Request request;
  private final RegionalCopies copies;
  private final Instant started = WorkflowClock.now();

  @WorkflowInit
  public DistributeWorkflowImpl(Request request) {
    this.request = request;
    this.copies = new RegionalCopies(request.distribution(), this::show);
  }

  @Override
  public Report distributeProgress() {
    Region home = request.source().region();
    List<RegionReport> others =
        copies.reports().stream().filter(report -> !report.region().equals(home)).toList();
    Duration elapsed = WorkflowClock.since(started);
    return new Report(request.name(), request.source(), others, elapsed);
  }

  @Override
  public Report distribute(Request sameAsInit) {
    CopyActivities.Source source =
        ActivityStubs.calls(CopyActivities.class).readCopySource(request.source());
    copies.prepare(request.source().region(), Optional.of(request.source().ami()));
    copies.expect(source.architecture(), request.source().region());
    if (request.dryRun()) {
      copies.look(source);
    } else {
      copies.carry(request.source(), source.architecture());
    }
    return distributeProgress();
  }

  private void show() {
    Workflow.setCurrentDetails(
        "**%s** (`%s`)%s"
            .formatted(
                request.name(),
                request.source().ami(),
                RegionTable.of(distributeProgress().regions())));
  }
}
