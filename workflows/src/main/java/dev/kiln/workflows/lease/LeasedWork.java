package dev.kiln.workflows.lease;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** The work of a {@link LeasedWorkflow}. It goes on while anyone holds a lease. */
public final class LeasedWork<T> {
  private final Holders holders = new Holders();
  private final Duration grace;

  /**
   * Prepares the work; nobody holds a lease yet.
   *
   * @param grace how long it goes on after the last holder has left
   */
  public LeasedWork(Duration grace) {
    this.grace = grace;
  }

  public void lease(String holder, int attempt) {
    holders.lease(holder, attempt);
  }

  public void release(String holder, int attempt) {
    holders.release(holder, attempt);
  }

  public List<String> holders() {
    return holders.names();
  }

  /** Does the work. When nobody waits for it any more, cancels it and waits for its clean-up. */
  public T run(Functions.Func<T> work) {
    CompletablePromise<T> result = Workflow.newPromise();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> result.completeFrom(Async.function(work)));
    scope.run();
    boolean abandoned = awaitResultOrAbandonment(result);
    if (abandoned) {
      scope.cancel("nobody waits for this any more");
    }
    try {
      return result.get();
    } catch (ActivityFailure | CanceledFailure ended) {
      throw abandoned ? abandonment() : asApplicationFailure(ended);
    }
  }

  /** Returns true if the last holder left and nobody came within the grace period. */
  private boolean awaitResultOrAbandonment(CompletablePromise<T> result) {
    try {
      while (true) {
        Workflow.await(() -> result.isCompleted() || holders.isEmpty());
        if (result.isCompleted()) {
          return false;
        }
        boolean wanted = Workflow.await(grace, () -> result.isCompleted() || !holders.isEmpty());
        if (!wanted) {
          return true;
        }
      }
    } catch (CanceledFailure cancelledFromOutside) {
      return false; // the work's scope is cancelled too, and its result says how it ended
    }
  }

  private static TemporalFailure abandonment() {
    return FailureType.IMAGE_ABANDONED
        .builder("every build that waited for this image was cancelled")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  /** Holders get the activity's own failure, with its type and message. */
  private static TemporalFailure asApplicationFailure(TemporalFailure failure) {
    return FailureType.applicationFailureIn(failure).<TemporalFailure>map(f -> f).orElse(failure);
  }
}
