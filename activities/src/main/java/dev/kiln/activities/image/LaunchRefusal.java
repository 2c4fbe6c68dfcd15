package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/** Explains a refused launch where the code means something else than for other calls. */
final class LaunchRefusal {
  private static final Duration PROFILE_PAUSE = Duration.ofSeconds(5);

  /** Within a minute, a new profile is known everywhere. */
  private static final int PROFILE_TRIES = 12;

  private LaunchRefusal() {}

  /**
   * Explains a refusal.
   *
   * @param attempt of the activity, from 1
   */
  static ApplicationFailure of(Region region, int attempt, SdkException refused) {
    ApplicationFailure failure = Grace.failure("RunInstances", region, attempt, refused);
    String fact = failure.getOriginalMessage();
    return switch (AwsFailures.code(refused).orElse("")) {
      case "IdempotentInstanceTerminated" ->
          FailureType.BUILDER_LOST.failure(
              fact + "; an earlier attempt launched it and it is gone; Kiln launches another",
              refused);
      case "IdempotentParameterMismatch" ->
          FailureType.BUILDER_LOST.failure(
              fact + "; an earlier attempt sent a different request; Kiln launches another",
              refused);
      case "VPCIdNotSpecified" ->
          FailureType.INVALID_REQUEST.failure(
              fact + "; the account has no default VPC: set builder.subnet in the template",
              refused);
      case "InvalidParameterValue" ->
          fact.contains("iamInstanceProfile") ? profile(fact, attempt, refused) : failure;
      default -> failure;
    };
  }

  private static ApplicationFailure profile(String fact, int attempt, SdkException refused) {
    return attempt <= PROFILE_TRIES
        ? FailureType.CLOUD_UNAVAILABLE
            .builder(fact + "; Kiln tries again, because it may be new")
            .setCause(refused)
            .setNextRetryDelay(PROFILE_PAUSE)
            .build()
        : FailureType.INVALID_REQUEST.failure(
            fact + "; create the instance profile, or correct its name", refused);
  }
}
