package dev.kiln.workflows.image;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reports the builder that a failed build left running: nothing else reports it, and it costs
 * money.
 */
final class KeptBuilder {
  private KeptBuilder() {}

  /**
   * Adds to a failure how to reach the builder and how to remove it; the failure keeps its type.
   */
  static TemporalFailure withHint(TemporalFailure failure, Builder builder, Instant expiry) {
    return FailureType.applicationFailureIn(failure)
        .<TemporalFailure>map(why -> withHint(why, hint(builder, expiry)))
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

  /** How to reach a kept instance, and how to remove it. */
  static String hint(Builder builder, Instant expiry) {
    return """
        builder %1$s is kept, and may be removed by anyone after %2$s
          look at it: %3$s ssm %4$s
          remove it:  %3$s ec2 terminate-instances --region %5$s --instance-ids %1$s"""
        .formatted(
            builder.instance(),
            expiry.truncatedTo(ChronoUnit.SECONDS),
            builder.endpoint().map(url -> "aws --endpoint-url " + url).orElse("aws"),
            look(builder),
            builder.region());
  }

  /** A session needs a plugin and a channel that only AWS offers. */
  private static String look(Builder builder) {
    String form =
        builder.endpoint().isEmpty()
            ? "start-session --region %1$s --target %2$s"
            : "send-command --region %1$s --instance-ids %2$s --document-name AWS-RunShellScript --parameters commands=...";
    return form.formatted(builder.region(), builder.instance());
  }
}
