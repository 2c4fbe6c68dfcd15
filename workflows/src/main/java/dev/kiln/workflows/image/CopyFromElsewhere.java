package dev.kiln.workflows.image;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.copy.CopyLeaseActivities;
import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.lease.Lease;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingStep;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/** Copies an image from another region. That takes minutes and gives exactly the same image. */
final class CopyFromElsewhere {
  private static final Logger LOG = Workflow.getLogger(CopyFromElsewhere.class);

  private final ImageKey key;
  private final Duration grace;

  /**
   * Prepares the copy.
   *
   * @param grace how long its run goes on after the last one has stopped waiting for it
   */
  CopyFromElsewhere(ImageKey key, Duration grace) {
    this.key = key;
    this.grace = grace;
  }

  /** Copies the image with its permissions, or fails with {@link FailureType#NOT_COPIED}. */
  Image of(RegionalAmi source) {
    Instant began = WorkflowClock.now();
    try {
      CopyWorkflow.Copy copy = obtain(source);
      new SharingStep()
          .carryOver(source, copy.where(), Optional.empty())
          .ifPresent(CopyFromElsewhere::logRefusals);
      Image image =
          ActivityStubs.waits(ImageActivities.class, copy.ami().value())
              .awaitImage(copy.ami(), key);
      return image.copiedIn(WorkflowClock.since(began));
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      throw FailureType.NOT_COPIED.failure(
          "cannot copy %s: %s".formatted(source, FailureType.reason(failure)), failure);
    }
  }

  private CopyWorkflow.Copy obtain(RegionalAmi source) {
    CopyWorkflow.Spec spec = new CopyWorkflow.Spec(source, key.region(), Optional.empty(), grace);
    CopyLeaseActivities leases =
        ActivityStubs.leases(CopyLeaseActivities.class, "copy from " + source.region());
    return Lease.on(
        CopyWorkflow.id(source, key.region()), holder -> leases.obtainCopy(spec, holder));
  }

  /** A refused permission does not make the copy useless. */
  private static void logRefusals(SharingOutcome outcome) {
    outcome.grants().stream()
        .filter(SharingOutcome.Grant::isRefused)
        .forEach(
            grant ->
                LOG.warn(
                    "event=copy_not_shared ami={} grantee={} reason=\"{}\"",
                    outcome.image().ami(),
                    grant.grantee(),
                    grant.reason().orElse("")));
  }
}
