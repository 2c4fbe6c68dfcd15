package dev.kiln.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Every timeout and retry of every activity, each with its reason. */
public final class ActivityStubs {
  /**
   * Without a heartbeat for this long, the worker is presumed dead and another retries the
   * activity.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /**
   * A launch tries one type and zone after another: dozens of calls, each of which waits for its
   * turn.
   */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  /**
   * Regional incidents of EC2 have lasted hours. A build waits for their end and does not give up.
   */
  private static final Duration OUTLAST_INCIDENT = Duration.ofHours(6);

  private static final Duration LOOK = Duration.ofMinutes(3);

  /** The limit of one wait. In practice a wait fails earlier, when it makes no progress. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  /** Each failure says whether a retry makes sense, and may ask for a longer pause. */
  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private ActivityStubs() {}

  /** A few quick AWS calls, retried for as long as an incident may last. */
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

  /** A read for a user who waits at the screen: it fails soon if the cloud does not answer. */
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

  /** A wait on the cloud. It holds no thread, and its heartbeats show when a worker is lost. */
  public static <T> T waits(Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities, waiting(TaskQueues.BUILD).setSummary(summary).build());
  }

  /** A wait for another workflow, on the queue for waits. */
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
