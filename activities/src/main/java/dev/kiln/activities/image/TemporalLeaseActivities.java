package dev.kiln.activities.image;

import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageSpec;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.LeaseActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leases on the run of an image. A lease is a signal that starts the run if there is none, so that
 * taking it and joining are one step on the server; the wait for the result is the server's too.
 */
public final class TemporalLeaseActivities implements LeaseActivities, AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final WorkflowClient client;
  private final OpenWaits waits;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          1,
          task -> {
            Thread thread = new Thread(task, "kiln-leases");
            thread.setDaemon(true);
            return thread;
          });

  public TemporalLeaseActivities(WorkflowClient client, OpenWaits waits) {
    this.client = client;
    this.waits = waits;
  }

  @Override
  public Image obtainImage(ImageSpec spec, String holder) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    int attempt = context.getInfo().getAttempt();
    OpenWait wait = waits.open(context);
    wait.whenGone(() -> release(ImageWorkflow.id(spec.key()), holder, attempt));
    lease(spec, holder, attempt, wait);
    return ImageReading.placeholder(new dev.kiln.model.AmiId("ami-00000000"), spec.key());
  }

  private void lease(ImageSpec spec, String holder, int attempt, OpenWait wait) {
    WorkflowExecution run = startOrJoin(spec, holder, attempt);
    wait.detail("waiting for " + run.getWorkflowId() + " (run " + run.getRunId() + ")");
    Future<?> unused =
        client
            .newUntypedWorkflowStub(
                WorkflowTargetOptions.newBuilder().setWorkflowExecution(run).build())
            .getResultAsync(Image.class)
            .handle(
                (image, failure) -> {
                  timer.execute(() -> settle(image, failure, spec, holder, attempt, wait));
                  return run;
                });
  }

  /** Whatever happens here, the wait must end: nobody else would end it. */
  private void settle(
      @Nullable Image image,
      @Nullable Throwable failure,
      ImageSpec spec,
      String holder,
      int attempt,
      OpenWait wait) {
    try {
      if (image != null) {
        accept(image, spec, holder, attempt, wait);
      } else {
        refuse(failure, spec, holder, attempt, wait);
      }
    } catch (RuntimeException unreachable) {
      wait.fail(
          FailureType.CLOUD_UNAVAILABLE.failure(
              "cannot lease " + ImageWorkflow.id(spec.key()), unreachable));
    }
  }

  private WorkflowExecution startOrJoin(ImageSpec spec, String holder, int attempt) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(ImageWorkflow.id(spec.key()))
            .setTaskQueue(TaskQueues.BUILD)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setTypedSearchAttributes(SearchAttributes.of(spec.key()))
            .setStaticSummary(
                spec.key().template()
                    + " on "
                    + spec.key().architecture()
                    + " in "
                    + spec.key().region())
            .build();
    while (true) {
      try {
        return client
            .newUntypedWorkflowStub("ImageWorkflow", options)
            .signalWithStart(
                ImageWorkflow.LEASE, new Object[] {holder, attempt}, new Object[] {spec});
      } catch (WorkflowExecutionAlreadyStarted joinOnTheNextTurn) {
        // Only the in-memory server answers this; the next turn joins the run that won.
      }
    }
  }

  /** A run that was begun for others may have found an image where we want a new one. */
  private void accept(Image image, ImageSpec spec, String holder, int attempt, OpenWait wait) {
    if (spec.isSatisfiedBy(image)) {
      wait.complete(image);
    } else if (wait.isStillWanted()) {
      lease(spec, holder, attempt, wait);
    }
  }

  private void refuse(
      @Nullable Throwable failure, ImageSpec spec, String holder, int attempt, OpenWait wait) {
    Optional<ApplicationFailure> told = FailureType.applicationFailureIn(failure);
    if (told.filter(f -> f.getType().equals(FailureType.IMAGE_ABANDONED.name())).isPresent()) {
      if (wait.isStillWanted()) {
        lease(spec, holder, attempt, wait); // the others gave up as we came
      }
    } else if (told.isPresent()) {
      wait.fail(
          ApplicationFailure.newNonRetryableFailureWithCause(
              told.get().getOriginalMessage(), told.get().getType(), told.get()));
    } else if (hasEnded(failure)) {
      wait.fail(
          FailureType.IMAGE_ABORTED.failure(
              "the run "
                  + ImageWorkflow.id(spec.key())
                  + " was cancelled or terminated from outside; build again"));
    } else {
      wait.fail(
          FailureType.CLOUD_UNAVAILABLE.failure(
              "cannot hear of " + ImageWorkflow.id(spec.key()) + ": " + failure));
    }
  }

  /** Whether the run itself ended, rather than the connection to its server. */
  private static boolean hasEnded(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WorkflowFailedException) {
        return true;
      }
    }
    return false;
  }

  private void release(String workflowId, String holder, int attempt) {
    try {
      client.newUntypedWorkflowStub(workflowId).signal("release", holder, attempt);
    } catch (WorkflowNotFoundException closed) {
      return; // nothing is left to release
    }
  }

  @Override
  public void awaitRelease(String workflowId, String holder) {
    OpenWait wait = waits.open(Activity.getExecutionContext());
    WorkflowStub run = client.newUntypedWorkflowStub(workflowId);
    Future<?> unused =
        run.getResultAsync(Image.class)
            .whenComplete((image, failure) -> timer.execute(() -> wait.complete(null)));
    lookForOthers(run, holder, wait);
  }

  private void lookForOthers(WorkflowStub run, String holder, OpenWait wait) {
    if (wait.isSettled()) {
      return;
    }
    try {
      List<?> holders = run.query("holders", List.class);
      if (holders.stream().anyMatch(other -> !other.equals(holder))) {
        wait.complete(null);
        return;
      }
    } catch (WorkflowNotFoundException closed) {
      wait.complete(null);
      return;
    } catch (RuntimeException unanswered) {
      wait.detail("waiting for " + run.getExecution() + " to answer");
    }
    Future<?> unused =
        timer.schedule(
            () -> lookForOthers(run, holder, wait), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
