package dev.kiln.workflows.doctor;

import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.retire.Candidate;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes a canary: its images in both regions, and any builder that its build left. */
final class CanaryRemoval {
  /**
   * The work of a build that failed or was cancelled ends some seconds after it, and may finish an
   * image until then.
   */
  private static final int LOOKS_AFTER_FAILURE = 4;

  private static final int MOST_ROUNDS = 12;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONG_AFTER_ANY_EXPIRY = Duration.ofDays(3650);

  private final CanaryWorkflow.Request request;
  private final CanaryActivities.Bird bird;
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final JanitorActivities janitor = ActivityStubs.calls(JanitorActivities.class);
  private final List<String> deleted = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  CanaryRemoval(CanaryWorkflow.Request request, CanaryActivities.Bird bird) {
    this.request = request;
    this.bird = bird;
  }

  /** The deleted images. */
  List<String> deleted() {
    return deleted;
  }

  /** What is left, and why. */
  List<String> left() {
    return left;
  }

  /**
   * Looks until nothing is there.
   *
   * @param whole whether the build has ended by itself, so that nothing can appear any more
   */
  void run(boolean whole) {
    try {
      removeImages(whole ? 1 : LOOKS_AFTER_FAILURE);
    } catch (TemporalFailure failure) {
      left.add("images named " + bird.layer().template() + ": " + FailureType.reason(failure));
    }
    regions().forEach(this::removeTemporary);
  }

  private List<Region> regions() {
    return List.of(request.region(), request.copyTo());
  }

  private void removeImages(int looks) {
    int quiet = 0;
    for (int round = 1; round <= MOST_ROUNDS && quiet < looks; round++) {
      List<KilnImage> there = images();
      quiet = there.isEmpty() ? quiet + 1 : 0;
      if (!there.isEmpty()) {
        delete(there, round);
      }
      if (quiet < looks) {
        Workflow.sleep(PAUSE);
      }
    }
    images().forEach(image -> left.add(image.ami() + " in " + image.key().region()));
  }

  private List<KilnImage> images() {
    return regions().stream()
        .map(
            region ->
                new ImageKey(
                    bird.layer().template(), bird.layer().hash(), bird.architecture(), region))
        .flatMap(key -> catalog.findImages(List.of(key)).stream())
        .toList();
  }

  private void delete(List<KilnImage> images, int round) {
    RetirePlanWorkflow.Plan plan =
        Workflow.newChildWorkflowStub(
                RetirePlanWorkflow.class,
                options(RetirePlanWorkflow.id(request.canaryId() + round)))
            .planRetirement(
                new RetirePlanWorkflow.Query(
                    request.region(),
                    regions(),
                    images.stream().map(image -> image.ami().value()).toList(),
                    Optional.empty(),
                    false,
                    Optional.empty()));
    RetireWorkflow.Request deletion =
        new RetireWorkflow.Request(
            request.canaryId() + round,
            RetireWorkflow.Action.DELETE,
            request.region(),
            plan.candidates().stream().map(Candidate::image).toList(),
            List.of(),
            true,
            Optional.empty(),
            Optional.empty());
    Workflow.newChildWorkflowStub(RetireWorkflow.class, options(RetireWorkflow.id(deletion)))
        .retire(deletion)
        .images()
        .forEach(this::note);
  }

  private void note(RetireWorkflow.ImageFate fate) {
    String image = fate.image().image().ami() + " in " + fate.image().image().region();
    if (fate.succeeded()) {
      deleted.add(image);
    } else {
      Workflow.getLogger(CanaryRemoval.class)
          .warn("event=canary_left image={} reason=\"{}\"", image, fate.message());
    }
  }

  private static ChildWorkflowOptions options(String id) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setStaticSummary("delete a canary")
        .build();
  }

  /** A builder whose end was refused carries its expiry, and its name that of the canary. */
  private void removeTemporary(Region region) {
    try {
      janitor.findExpired(region, WorkflowClock.now().plus(LONG_AFTER_ANY_EXPIRY)).stream()
          .filter(one -> one.name().contains(bird.layer().template()))
          .forEach(this::removeTemporary);
    } catch (TemporalFailure failure) {
      left.add("builders in " + region + ": " + FailureType.reason(failure));
    }
  }

  private void removeTemporary(JanitorActivities.Expired one) {
    try {
      janitor.removeExpired(one);
      deleted.add(one.id() + " in " + one.region());
    } catch (TemporalFailure failure) {
      left.add(one.id() + " in " + one.region() + ": " + FailureType.reason(failure));
    }
  }
}
