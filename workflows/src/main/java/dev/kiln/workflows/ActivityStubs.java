package dev.kiln.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Every timeout and retry of every activity, each with its reason. */
public final class ActivityStubs {
  /** What is not heard of for so long has lost its worker, and another takes it up. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** A launch goes down a ladder of types and zones: dozens of calls, each waiting for its turn. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  /** A regional incident of EC2 has lasted hours; a build outlives it rather than give up. */
  private static final Duration OUTLAST_INCIDENT = Duration.ofHours(6);

  private static final Duration LOOK = Duration.ofMinutes(3);

  /** The bound on any one wait; what really ends a wait is the lack of progress. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  /** Failures say themselves whether a retry makes sense, and may ask for a longer pause. */
  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private ActivityStubs() {}

  /** A few quick AWS calls, retried until an incident is over. */
  public static <T> T calls(Class<T> activities) {
    return Workflow.newActivityStub(
        activities,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LONGEST_CALL)
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(OUTLAST_INCIDENT)
            .setRetryOptions(PATIENT)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .build());
  }

  /** Reading for someone who waits at a screen: what does not answer soon is told. */
  public static <T> T looks(Class<T> activities) {
    return Workflow.newActivityStub(
        activities,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LOOK)
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(LOOK)
            .setRetryOptions(PATIENT)
            .build());
  }

  /** A wait on the cloud: it holds no thread and beats, so that a lost worker is noticed. */
  public static <T> T waits(Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities, waiting(TaskQueues.BUILD).setSummary(summary).build());
  }

  /** A wait for another workflow, on the queue of the waiting. */
  public static <T> T leases(Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities,
        waiting(TaskQueues.WAIT)
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setSummary(summary)
            .build());
  }

  private static ActivityOptions.Builder waiting(String taskQueue) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(taskQueue)
        .setStartToCloseTimeout(LONGEST_WAIT)
        .setScheduleToCloseTimeout(LONGEST_WAIT.multipliedBy(2))
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(PATIENT)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }
}
