package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import software.amazon.awssdk.core.exception.SdkException;

/** How long Kiln doubts a refusal, because AWS may not know everywhere yet what it just did. */
public final class Grace {
  /** For this many tries, an ID that AWS itself has given out may still be unknown to it. */
  public static final int TRIES = 6;

  /** For this many tries, which take some minutes, an instance may seem to be in another state. */
  private static final int STATE_TRIES = 12;

  private Grace() {}

  /** The attempt of the running activity, from 1. */
  public static int attempt() {
    return Activity.getExecutionContext().getInfo().getAttempt();
  }

  /**
   * The failure for a refusal that concerns a thing whose ID or state is only moments old.
   *
   * @param attempt of the activity; after the first few, Kiln takes AWS at its word
   */
  public static ApplicationFailure failure(
      String action, Region region, int attempt, SdkException refused) {
    boolean passing =
        (AwsFailures.isUnknownId(refused) && attempt <= TRIES)
            || (AwsFailures.isWrongState(refused) && attempt <= STATE_TRIES);
    ApplicationFailure failure = AwsFailures.translate(action, region, refused);
    return passing
        ? FailureType.CLOUD_UNAVAILABLE.failure(
            failure.getOriginalMessage() + "; Kiln tries again, because that may pass", refused)
        : failure;
  }
}
