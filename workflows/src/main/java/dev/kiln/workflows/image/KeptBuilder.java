package dev.kiln.workflows.image;

import dev.kiln.model.InstanceId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells of a builder that a failed build left running: nobody else will, and it costs money. */
final class KeptBuilder {
  private KeptBuilder() {}

  /** The failure with the way into the builder and the way to be rid of it; its type stays. */
  static TemporalFailure told(
      TemporalFailure failure, InstanceId builder, ImageKey key, Instant expiry) {
    return FailureType.applicationFailureIn(failure)
        .<TemporalFailure>map(why -> withHint(why, hint(builder, key, expiry)))
        .orElse(failure);
  }

  private static ApplicationFailure withHint(ApplicationFailure why, String hint) {
    return ApplicationFailure.newBuilder()
        .setType(why.getType())
        .setNonRetryable(why.isNonRetryable())
        .setMessage(why.getOriginalMessage() + "\n" + hint)
        .setCause(why)
        .build();
  }

  /** The way into an instance that is kept, and the way to be rid of it. */
  static String hint(InstanceId builder, ImageKey key, Instant expiry) {
    return """
        builder %1$s is kept, and may be removed by anyone after %3$s
          look at it: aws ssm start-session --region %2$s --target %1$s
          remove it:  aws ec2 terminate-instances --region %2$s --instance-ids %1$s"""
        .formatted(builder, key.region(), expiry.truncatedTo(ChronoUnit.SECONDS));
  }
}
