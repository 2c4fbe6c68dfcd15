package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.Validation;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * The boot test of a new image. Until the image passes, its tags hide it from every lookup. Then
 * everybody can find it, or it is removed.
 */
final class Acceptance {
  private static final Logger LOG = Workflow.getLogger(Acceptance.class);

  private final ImageWorkflow.Spec spec;
  private final String buildId;
  private final ProgressLog progress;
  private final ImageActivities imageCalls = ActivityStubs.calls(ImageActivities.class);

  Acceptance(ImageWorkflow.Spec spec, String buildId, ProgressLog progress) {
    this.spec = spec;
    this.buildId = buildId;
    this.progress = progress;
  }

  /**
   * Returns the image if it passes.
   *
   * @param builtOn its root device is also that of the image
   */
  Image accept(Image image, BaseAmi builtOn) {
    boolean accepted = false;
    try {
      BaseAmi base = new BaseAmi(image.ami(), image.name(), builtOn.rootDevice(), image.sizeGib());
      BootTest.Spec test =
          new BootTest.Spec(
              spec.key(),
              base,
              buildId,
              spec.layer().checks(),
              spec.layer().machine(),
              spec.policy());
      BootTest.Outcome outcome = new BootTest(test, progress).run();
      CheckVerdict.ofBooted(spec.layer(), image.ami(), outcome);
      record(image, outcome.validation());
      accepted = true;
      return image;
    } catch (ActivityFailure failure) {
      throw explain(image, failure);
    } finally {
      if (!accepted) {
        Workflow.newDetachedCancellationScope(() -> discard(image)).run();
      }
    }
  }

  private void record(Image image, Validation validation) {
    Instant now = WorkflowClock.now();
    ImageActivities.ValidationRecord outcome =
        new ImageActivities.ValidationRecord(
            image.ami(), spec.key().region(), validation, now, true);
    progress.step(
        Stage.BOOT_TEST,
        "accept",
        () -> {
          imageCalls.recordValidation(outcome);
          return image.ami().value();
        },
        ami -> ami);
  }

  /** Even if the removal fails, no lookup finds the image. */
  private void discard(Image image) {
    ImageKey key = spec.key();
    try {
      progress.step(
          Stage.BOOT_TEST,
          "remove the image",
          () -> {
            imageCalls.discardImage(image.ami(), key);
            return image.ami().value();
          },
          ami -> ami);
    } catch (ActivityFailure left) {
      LOG.warn("event=discard_failed ami={}", image.ami(), left);
    }
  }

  private TemporalFailure explain(Image image, ActivityFailure failure) {
    return FailureType.applicationFailureIn(failure)
        .<TemporalFailure>map(
            cause ->
                ApplicationFailure.newBuilder()
                    .setType(cause.getType())
                    .setNonRetryable(true)
                    .setMessage(
                        "cannot accept layer '%s': the boot test of its image %s could not be finished, and the image is removed: %s"
                            .formatted(
                                spec.layer().template(), image.ami(), cause.getOriginalMessage()))
                    .setCause(failure)
                    .build())
        .orElse(failure);
  }
}
