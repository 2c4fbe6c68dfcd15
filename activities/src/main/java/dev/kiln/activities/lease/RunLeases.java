package dev.kiln.activities.lease;

import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.lease.LeaseActivities;
import dev.kiln.workflows.lease.LeasedWorkflow;
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
 * Leases on runs. A lease is a signal that starts the run if there is none, so the server takes the
 * lease and joins the run in one step. The server also waits for the result.
 */
public final class RunLeases implements LeaseActivities, AutoCloseable {
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

  public RunLeases(WorkflowClient client, OpenWaits waits) {
    this.client = client;
    this.waits = waits;
  }

  /**
   * Starts or joins the run, and ends the running activity with the run's result.
   *
   * @param holder identifies the waiting activity, the same over all its attempts
   * @return the value for the activity's method to return
   */
  public <T> T obtain(SharedRun<T> run, String holder) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    int attempt = context.getInfo().getAttempt();
    OpenWait<T> wait = waits.open(context);
    wait.whenGone(() -> release(run.workflowId(), holder, attempt));
    lease(new Waiter<>(run, holder, attempt, wait));
    return wait.resultComesLater();
  }

  private record Waiter<T>(SharedRun<T> run, String holder, int attempt, OpenWait<T> open) {}

  private <T> void lease(Waiter<T> waiter) {
    WorkflowExecution run = startOrJoin(waiter);
    waiter.open().detail("waiting for " + run.getWorkflowId() + " (run " + run.getRunId() + ")");
    Future<?> unused =
        client
            .newUntypedWorkflowStub(
                WorkflowTargetOptions.newBuilder().setWorkflowExecution(run).build())
            .getResultAsync(waiter.run().resultType())
            .handle(
                (result, failure) -> {
                  timer.execute(() -> settle(result, failure, waiter));
                  return run;
                });
  }

  /** Whatever happens here, the wait must end: nothing else would end it. */
  private <T> void settle(@Nullable T result, @Nullable Throwable failure, Waiter<T> waiter) {
    try {
      if (result != null) {
        accept(result, waiter);
      } else {
        refuse(failure, waiter);
      }
    } catch (RuntimeException unreachable) {
      waiter
          .open()
          .fail(
              FailureType.CLOUD_UNAVAILABLE.failure(
                  "cannot lease " + waiter.run().workflowId(), unreachable));
    }
  }

  private WorkflowExecution startOrJoin(Waiter<?> waiter) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(waiter.run().workflowId())
            .setTaskQueue(TaskQueues.BUILD)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setTypedSearchAttributes(waiter.run().searchAttributes())
            .setStaticSummary(waiter.run().summary())
            .build();
    while (true) {
      try {
        return client
            .newUntypedWorkflowStub(waiter.run().workflowType(), options)
            .signalWithStart(
                LeasedWorkflow.LEASE,
                new Object[] {waiter.holder(), waiter.attempt()},
                new Object[] {waiter.run().input()});
      } catch (WorkflowExecutionAlreadyStarted joinOnTheNextTurn) {
        // Only the in-memory server answers this; the next turn joins the run that won.
      }
    }
  }

  /** A run that began for others may have found an image that this waiter wants rebuilt. */
  private <T> void accept(T result, Waiter<T> waiter) {
    if (waiter.run().satisfies().test(result)) {
      waiter.open().complete(result);
    } else if (waiter.open().isStillWanted()) {
      lease(waiter);
    }
  }

  private void refuse(@Nullable Throwable failure, Waiter<?> waiter) {
    OpenWait<?> wait = waiter.open();
    String id = waiter.run().workflowId();
    Optional<ApplicationFailure> reason = FailureType.applicationFailureIn(failure);
    if (reason.filter(f -> f.getType().equals(FailureType.IMAGE_ABANDONED.name())).isPresent()) {
      if (wait.isStillWanted()) {
        lease(waiter); // the others gave up when we joined
      }
    } else if (reason.isPresent()) {
      wait.fail(
          ApplicationFailure.newNonRetryableFailureWithCause(
              reason.get().getOriginalMessage(), reason.get().getType(), reason.get()));
    } else if (hasEnded(failure)) {
      wait.fail(
          FailureType.IMAGE_ABORTED.failure(
              "the run " + id + " was cancelled or terminated from outside; build again"));
    } else {
      wait.fail(
          FailureType.CLOUD_UNAVAILABLE.failure("cannot get the result of " + id + ": " + failure));
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
      client.newUntypedWorkflowStub(workflowId).signal(LeasedWorkflow.RELEASE, holder, attempt);
    } catch (WorkflowNotFoundException closed) {
      return; // nothing is left to release
    }
  }

  @Override
  public void awaitRelease(String workflowId, String holder) {
    OpenWait<@Nullable Void> wait = waits.open(Activity.getExecutionContext());
    WorkflowStub run = client.newUntypedWorkflowStub(workflowId);
    Future<?> unused =
        run.getResultAsync(Object.class)
            .whenComplete((result, failure) -> timer.execute(() -> wait.complete(null)));
    lookForOthers(run, holder, wait);
  }

  private void lookForOthers(WorkflowStub run, String holder, OpenWait<@Nullable Void> wait) {
    if (wait.isSettled()) {
      return;
    }
    try {
      List<?> holders = run.query(LeasedWorkflow.HOLDERS, List.class);
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
