package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who the worker is, and whether it has the right time: one call, which needs no right. */
record IdentityCheck(AwsCalls aws, InstantSource clock) {
  private static final Duration NOTABLE = Duration.ofMinutes(1);

  /** AWS refuses calls that are signed with a time further off. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private static final String SET_THE_CLOCK =
      "set the clock of the worker's machine, for example with chrony";

  List<Finding> findings(Region home) {
    Region anchor = Partition.of(home).anchor();
    try {
      GetCallerIdentityResponse identity =
          aws.sts().raw(anchor, "GetCallerIdentity", sts -> sts.getCallerIdentity(request -> {}));
      List<Finding> findings = new ArrayList<>();
      findings.add(identity(identity));
      clock(identity).ifPresent(findings::add);
      return findings;
    } catch (SdkException refused) {
      return List.of(
          Subject.ofAccount("identity")
              .failed(
                  Subject.brief(refused),
                  "check the worker's credentials: AWS_PROFILE, its role, or 'aws sso login'"));
    }
  }

  private static Finding identity(GetCallerIdentityResponse identity) {
    String[] parts = identity.arn().split(":", 3);
    return Subject.ofAccount("identity")
        .ok(
            "account %s as %s, partition %s"
                .formatted(identity.account(), identity.arn(), parts.length > 1 ? parts[1] : "?"));
  }

  private Optional<Finding> clock(GetCallerIdentityResponse identity) {
    Instant here = clock.instant();
    return identity
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
        .map(there -> clock(Duration.between(there, here)));
  }

  private static Finding clock(Duration ahead) {
    Subject subject = Subject.ofAccount("clock");
    String fact =
        "%d seconds %s AWS"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    if (ahead.abs().compareTo(REFUSED) > 0) {
      return subject.failed(fact, SET_THE_CLOCK);
    }
    return ahead.abs().compareTo(NOTABLE) > 0
        ? subject.warning(fact, SET_THE_CLOCK)
        : subject.ok("within a minute of AWS's");
  }
}
