package dev.kiln.workflows.doctor;

import dev.kiln.model.plan.Prices;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One build of a unique image, and the removal of everything that carries its name. */
public final class CanaryWorkflowImpl implements CanaryWorkflow {
  private static final BuilderPolicy POLICY =
      new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofSeconds(5));

  private final Request request;
  private final CanaryActivities canary = ActivityStubs.calls(CanaryActivities.class);
  private Progress progress = new Progress(Progress.Step.PREPARE);

  @WorkflowInit
  public CanaryWorkflowImpl(Request request) {
    this.request = request;
  }

  @Override
  public Progress canaryProgress() {
    return progress;
  }

  @Override
  public Report prove(Request sameAsInit) {
    Instant started = WorkflowClock.now();
    CanaryActivities.Bird bird = canary.prepareCanary(request);
    CanaryRemoval removal = new CanaryRemoval(request, bird);
    Optional<BuildWorkflow.Report> built = Optional.empty();
    Optional<String> failure = Optional.empty();
    try {
      progress = new Progress(Progress.Step.BAKE);
      built = Optional.of(bake(bird));
      failure = built.get().regions().stream().flatMap(one -> one.problem().stream()).findFirst();
    } catch (ChildWorkflowFailure failed) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failed;
      }
      failure = Optional.of(FailureType.reason(failed));
    } finally {
      progress = new Progress(Progress.Step.DELETE);
      boolean whole = built.isPresent();
      Workflow.newDetachedCancellationScope(() -> removal.run(whole)).run();
    }
    List<BuildWorkflow.LayerReport> layers =
        built.map(BuildWorkflow.Report::layers).orElse(List.of());
    List<RegionReport> regions = built.map(BuildWorkflow.Report::regions).orElse(List.of());
    Duration elapsed = WorkflowClock.since(started);
    Report report =
        new Report(
            request,
            failure,
            layers,
            regions,
            removal.deleted(),
            removal.left(),
            differences(),
            cost(bird, elapsed, layers),
            elapsed);
    progress = new Progress(Progress.Step.DONE);
    return report;
  }

  private BuildWorkflow.Report bake(CanaryActivities.Bird bird) {
    BuildWorkflow.Request build =
        new BuildWorkflow.Request(
            request.canaryId(),
            bird.layer().template(),
            List.of(bird.layer()),
            request.region(),
            List.of(bird.architecture()),
            BuildWorkflow.Request.Rebuild.NONE,
            false,
            POLICY,
            Optional.of(Distribution.to(List.of(request.copyTo()))));
    ChildWorkflowOptions options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(BuildWorkflow.id(build))
            .setStaticSummary("bake a canary")
            .setTypedSearchAttributes(BuildWorkflow.searchAttributes(build))
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
            .build();
    return Workflow.newChildWorkflowStub(BuildWorkflow.class, options).build(build);
  }

  private List<String> differences() {
    try {
      return canary.compareReplies();
    } catch (ActivityFailure unknown) {
      return List.of();
    }
  }

  /** Two instances for the whole time, and what the copy carries to the other region. */
  private static BigDecimal cost(
      CanaryActivities.Bird bird, Duration elapsed, List<BuildWorkflow.LayerReport> layers) {
    String type = bird.layer().machine().typesFor(bird.architecture()).get(0);
    long bytes = layers.stream().mapToLong(layer -> layer.storedBytes().orElse(0L)).sum();
    return Prices.US_EAST_1.canary(type, elapsed, bytes);
  }
}
