package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailureTypeTest {
  @Test
  void givesTheMessageOfTheApplicationFailureInside() {
    Throwable failure = activityFailure(FailureType.NO_CAPACITY.failure("no room in us-west-2"));

    assertThat(FailureType.reason(failure)).isEqualTo("no room in us-west-2");
  }

  @Test
  void givesTheFirstOfSeveralApplicationFailures() {
    Throwable inner = FailureType.THROTTLED.failure("slow down");

    assertThat(FailureType.reason(FailureType.NOT_COPIED.failure("cannot copy", inner)))
        .isEqualTo("cannot copy");
  }

  @Test
  void givesTheFailuresOwnMessageWhereNoApplicationFailureIsInside() {
    Throwable failure =
        activityFailure(
            new TimeoutFailure("too late", null, TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE));

    assertThat(FailureType.reason(failure)).contains("registerImage");
  }

  @Test
  void givesTheNameOfAFailureWithoutAMessage() {
    assertThat(FailureType.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void isTheCauseOfAFailureThatHoldsOne() {
    ActivityFailure failure = activityFailure(FailureType.SETUP_FAILED.failure("exit 1"));

    assertThat(FailureType.SETUP_FAILED.isCauseOf(failure)).isTrue();
    assertThat(FailureType.CHECK_FAILED.isCauseOf(failure)).isFalse();
    assertThat(FailureType.SETUP_FAILED.isCauseOf(activityFailure(null))).isFalse();
  }

  private static ActivityFailure activityFailure(@Nullable Throwable cause) {
    return new ActivityFailure(
        "registerImage failed",
        5,
        6,
        "RegisterImage",
        "1",
        RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
        "worker",
        cause);
  }
}
