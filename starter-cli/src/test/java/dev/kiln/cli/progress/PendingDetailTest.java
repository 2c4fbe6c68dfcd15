package dev.kiln.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.kiln.workflows.RepeatedRefusal;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.failure.v1.TimeoutFailureInfo;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Temporal says about an activity that goes wrong again and again. */
final class PendingDetailTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String REASON =
      "cannot launch a builder in us-east-1: no capacity: t3.small: InsufficientInstanceCapacity";

  private static final com.google.protobuf.Duration HALF_A_MINUTE =
      com.google.protobuf.Duration.newBuilder().setSeconds(30).build();

  @Test
  void theThirdRefusalIsToldWithTheTimeLeft() {
    assertThat(refusal(retried(3))).isEmpty();
    assertThat(refusal(retried(4)))
        .contains(new RepeatedRefusal(3, REASON + "; Kiln gives up in 5h 59m"));
  }

  @Test
  void aRefusalBeforeALongPauseIsToldAtOnce() {
    assertThat(refusal(retried(2).setNextAttemptScheduleTime(at(30)))).isPresent();
    assertThat(
            refusal(
                retried(2)
                    .setNextAttemptScheduleTime(at(2))
                    .setCurrentRetryInterval(HALF_A_MINUTE)))
        .as("at the end of a long pause")
        .isPresent();
    assertThat(refusal(retried(2).setNextAttemptScheduleTime(at(4)))).isEmpty();
  }

  @Test
  void aTryThatRunsForAWhileIsPastItsTrouble() {
    PendingActivityInfo.Builder running =
        retried(9).setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);

    assertThat(refusal(running.setLastStartedTime(at(-5)))).isPresent();
    assertThat(refusal(running.setLastStartedTime(at(-60)))).isEmpty();
  }

  @Test
  void aWorkerThatDiedIsNoRefusal() {
    Failure died =
        Failure.newBuilder()
            .setMessage("activity Heartbeat timeout")
            .setTimeoutFailureInfo(TimeoutFailureInfo.getDefaultInstance())
            .build();

    assertThat(refusal(retried(9).setLastFailure(died))).isEmpty();
  }

  @Test
  void aWaitTellsItInItsHeartbeat() {
    PendingActivityInfo.Builder waiting =
        PendingActivityInfo.newBuilder()
            .setAttempt(1)
            .setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);

    assertThat(refusal(beating(waiting, "refused 7 times: cannot DescribeInstances")))
        .contains(new RepeatedRefusal(7, "cannot DescribeInstances"));
    assertThat(refusal(beating(waiting, "running"))).isEmpty();
  }

  private static PendingActivityInfo.Builder beating(
      PendingActivityInfo.Builder activity, String heartbeat) {
    return activity.setHeartbeatDetails(
        DefaultDataConverter.STANDARD_INSTANCE.toPayloads(heartbeat).orElseThrow());
  }

  private static PendingActivityInfo.Builder retried(int attempt) {
    return PendingActivityInfo.newBuilder()
        .setAttempt(attempt)
        .setState(PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
        .setScheduledTime(at(-60))
        .setExpirationTime(at(6 * 3600 - 60))
        .setLastFailure(
            Failure.newBuilder()
                .setMessage(REASON)
                .setApplicationFailureInfo(ApplicationFailureInfo.getDefaultInstance()));
  }

  private static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(NOW.getEpochSecond() + seconds).build();
  }

  private static Optional<RepeatedRefusal> refusal(PendingActivityInfo.Builder activity) {
    return PendingDetail.refusal(activity.build(), DefaultDataConverter.STANDARD_INSTANCE, NOW);
  }
}
