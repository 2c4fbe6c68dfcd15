package dev.kiln.cli.progress;

import com.google.protobuf.Timestamp;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.RepeatedRefusal;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last heartbeats of a workflow's pending activities, for example {@code pending 40%}. */
public final class PendingDetail {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");

  /** A pause of this length means that nobody expects the next try to go better soon. */
  private static final Duration NOTABLE_PAUSE = Duration.ofSeconds(10);

  /** A call takes seconds; an activity that runs for longer has got further. */
  private static final Duration LONGEST_TRY = Duration.ofSeconds(20);

  private PendingDetail() {}

  /** The percentage from a heartbeat of this workflow; empty if none has one. */
  public static Optional<Integer> percent(WorkflowClient client, String workflowId) {
    return of(client, workflowId).stream().flatMap(text -> percentIn(text).stream()).findFirst();
  }

  /** The percentage in a message; empty if it has none. */
  static Optional<Integer> percentIn(String text) {
    Matcher percent = PERCENT.matcher(text);
    return percent.find() ? Optional.of(Integer.valueOf(percent.group(1))) : Optional.empty();
  }

  /** The current message: the progress of a wait, or the reason for a retry. */
  static List<String> of(WorkflowClient client, String workflowId) {
    try {
      WorkflowExecutionDescription run = client.newUntypedWorkflowStub(workflowId).describe();
      return pending(run).flatMap(activity -> text(activity, converter(client)).stream()).toList();
    } catch (WorkflowException unanswered) {
      return List.of();
    }
  }

  /** What a workflow waits for in vain: a call that is refused again and again. */
  static Optional<RepeatedRefusal> refusal(
      WorkflowClient client, WorkflowExecutionDescription run) {
    return pending(run)
        .flatMap(activity -> refusal(activity, converter(client), Instant.now()).stream())
        .findFirst();
  }

  /**
   * The refusal of one activity. One that has been running for a while is past its trouble, unless
   * its heartbeat says otherwise.
   */
  static Optional<RepeatedRefusal> refusal(
      PendingActivityInfo activity, DataConverter converter, Instant now) {
    Optional<RepeatedRefusal> told = heartbeat(activity, converter).flatMap(RepeatedRefusal::parse);
    if (told.isPresent()) {
      return told;
    }
    int times = activity.getAttempt() - 1;
    boolean longPause = pause(activity, now).compareTo(NOTABLE_PAUSE) >= 0;
    boolean refused = activity.getLastFailure().hasApplicationFailureInfo();
    return refused
            && isTrying(activity, now)
            && times > 0
            && (times >= RepeatedRefusal.NOTABLE || longPause)
        ? Optional.of(
            new RepeatedRefusal(
                times, activity.getLastFailure().getMessage() + until(activity, now)))
        : Optional.empty();
  }

  private static boolean isTrying(PendingActivityInfo activity, Instant now) {
    Instant started = Instant.ofEpochSecond(activity.getLastStartedTime().getSeconds());
    return activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
        || Duration.between(started, now).compareTo(LONGEST_TRY) < 0;
  }

  /** The pause before the next try, all of it; what is left of it where nobody knows more. */
  private static Duration pause(PendingActivityInfo activity, Instant now) {
    if (activity.hasCurrentRetryInterval()) {
      return Duration.ofSeconds(activity.getCurrentRetryInterval().getSeconds());
    }
    Timestamp next =
        activity.hasNextAttemptScheduleTime()
            ? activity.getNextAttemptScheduleTime()
            : activity.getScheduledTime();
    return Duration.between(now, Instant.ofEpochSecond(next.getSeconds()));
  }

  private static String until(PendingActivityInfo activity, Instant now) {
    Duration left =
        Duration.between(now, Instant.ofEpochSecond(activity.getExpirationTime().getSeconds()));
    return activity.hasExpirationTime() && !left.isNegative()
        ? "; Kiln gives up in " + HumanText.duration(left)
        : "";
  }

  private static Stream<PendingActivityInfo> pending(WorkflowExecutionDescription run) {
    return run.getRawDescription().getPendingActivitiesList().stream();
  }

  private static DataConverter converter(WorkflowClient client) {
    return client.getOptions().getDataConverter();
  }

  private static Optional<String> text(PendingActivityInfo activity, DataConverter converter) {
    Optional<String> refused =
        refusal(activity, converter, Instant.now()).map(RepeatedRefusal::toString);
    return refused
        .or(() -> heartbeat(activity, converter))
        .or(
            () ->
                activity.hasLastFailure()
                    ? Optional.of(activity.getLastFailure().getMessage())
                    : Optional.empty());
  }

  private static Optional<String> heartbeat(PendingActivityInfo activity, DataConverter converter) {
    return Optional.of(activity)
        .filter(PendingActivityInfo::hasHeartbeatDetails)
        .flatMap(
            known ->
                Optional.ofNullable(
                    converter.fromPayloads(
                        0, Optional.of(known.getHeartbeatDetails()), String.class, String.class)))
        .filter(text -> !text.isBlank());
  }
}
