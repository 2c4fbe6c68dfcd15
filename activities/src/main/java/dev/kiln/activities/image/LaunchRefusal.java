package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/** What it means that a launch was refused, where that is not what the code means elsewhere. */
final class LaunchRefusal {
  private static final Duration PROFILE_PAUSE = Duration.ofSeconds(5);

  /** A minute, by which a profile that was made a moment ago is known everywhere. */
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
              fact + "; an earlier try had launched it and it is gone; launched anew", refused);
      case "IdempotentParameterMismatch" ->
          FailureType.BUILDER_LOST.failure(
              fact + "; an earlier try asked for something else; launched anew", refused);
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
            .builder(fact + "; tried again, since it may be new")
            .setCause(refused)
            .setNextRetryDelay(PROFILE_PAUSE)
            .build()
        : FailureType.INVALID_REQUEST.failure(
            fact + "; make the instance profile, or correct its name", refused);
  }
}
