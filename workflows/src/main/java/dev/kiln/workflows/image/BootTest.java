package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.Validation;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Boots a fresh instance of an image and runs the checks on it. The image does not change. The
 * instance is removed after the test, unless the test failed and the user asked to keep it.
 */
public final class BootTest {
  private static final Logger LOG = Workflow.getLogger(BootTest.class);

  private final Spec spec;
  private final ProgressLog progress;
  private final BuilderActivities builderCalls = ActivityStubs.calls(BuilderActivities.class);
  private final ImageActivities imageCalls = ActivityStubs.calls(ImageActivities.class);

  public BootTest(Spec spec, ProgressLog progress) {
    this.spec = spec;
    this.progress = progress;
  }

  /**
   * The result of a test that could run.
   *
   * @param checks the result of each
   * @param kept how to reach the instance, if a failed one was kept
   */
  public record Outcome(List<CheckResult> checks, Optional<String> kept) {
    public Outcome {
      checks = List.copyOf(checks);
    }

    /** The validity of the image after this test. */
    public Validation validation() {
      if (checks.stream().anyMatch(CheckResult::isViolated)) {
        return Validation.FAILED;
      }
      return checks.stream().allMatch(CheckResult::ran) ? Validation.PASSED : Validation.NOT_RUN;
    }
  }

  /**
   * Runs the test, and repeats it on another instance if one is lost.
   *
   * @throws TemporalFailure if the image does not boot, or EC2 gives no instance
   */
  public Outcome run() {
    for (int attempt = 1; ; attempt++) {
      try {
        return onFreshInstance(attempt);
      } catch (ActivityFailure failure) {
        if (attempt == ImageBuild.ATTEMPTS || !FailureType.BUILDER_LOST.isCauseOf(failure)) {
          throw failure;
        }
      }
    }
  }

  private Outcome onFreshInstance(int attempt) {
    Instant now = WorkflowClock.now();
    Instant expiry = spec.policy().expiry(now, List.of(), spec.checks());
    Optional<Builder> launched = Optional.empty();
    boolean keep = false;
    try {
      Builder instance = launch(attempt, expiry);
      launched = Optional.of(instance);
      ready(instance);
      List<CheckResult> checks = check(instance);
      keep = spec.policy().keepFailed() && checks.stream().anyMatch(CheckResult::isViolated);
      return new Outcome(
          checks, keep ? Optional.of(KeptBuilder.hint(instance, expiry)) : Optional.empty());
    } catch (TemporalFailure failure) {
      keep = launched.isPresent() && spec.policy().isWorthKeeping(failure);
      throw keep ? KeptBuilder.withHint(failure, launched.orElseThrow(), expiry) : failure;
    } finally {
      ImageActivities.Leftovers leftovers =
          new ImageActivities.Leftovers(
              spec.key().region(), spec.buildId(), launched.map(Builder::instance), keep, true);
      Workflow.newDetachedCancellationScope(() -> cleanUp(leftovers)).run();
    }
  }

  private Builder launch(int attempt, Instant expiry) {
    BuilderActivities.LaunchRequest request =
        new BuilderActivities.LaunchRequest(
            spec.key(),
            spec.buildId(),
            BuilderActivities.LaunchRequest.Purpose.TEST,
            attempt,
            spec.base(),
            Optional.empty(),
            spec.machine().withVolumeOfImage(),
            spec.policy().spot() && attempt < ImageBuild.ATTEMPTS,
            expiry);
    return progress.step(
        Stage.BOOT_TEST,
        "launch",
        () -> builderCalls.launchBuilder(request),
        launched -> launched.instance() + " (" + launched.instanceType() + ")");
  }

  private void ready(Builder instance) {
    progress.step(
        Stage.BOOT_TEST,
        "boot",
        () -> ActivityStubs.waits(BuilderActivities.class, "booted").awaitBuilder(instance));
  }

  private List<CheckResult> check(Builder instance) {
    if (spec.checks().isEmpty()) {
      return List.of();
    }
    return progress.step(
        Stage.BOOT_TEST,
        "checks",
        () -> CheckRun.on(instance, spec.checks()),
        CheckVerdict::inWords);
  }

  /** A failed clean-up does not lose the result: what is left carries its expiry. */
  private void cleanUp(ImageActivities.Leftovers leftovers) {
    try {
      progress.step(
          Stage.BOOT_TEST,
          "clean up",
          () -> imageCalls.removeLeftovers(leftovers),
          removed -> removed);
    } catch (ActivityFailure left) {
      LOG.warn("event=cleanup_failed build={}", spec.buildId(), left);
    }
  }

  /**
   * An image to boot, and the checks to run on it.
   *
   * @param key of the image
   * @param base the image itself, from which the instance is launched
   * @param buildId a tag on everything that the test launches, and on nothing that must stay
   * @param checks of the whole chain; if there are none, the image only has to boot
   * @param machine its types are tried in order; its volume is ignored in favour of the image's
   */
  public record Spec(
      ImageKey key,
      BaseAmi base,
      String buildId,
      List<Check> checks,
      BuilderMachine machine,
      BuilderPolicy policy) {
    public Spec {
      checks = List.copyOf(checks);
    }
  }
}
