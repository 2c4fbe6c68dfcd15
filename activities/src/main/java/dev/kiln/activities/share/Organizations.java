package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;

/** The organization of this account: its ARN completes a bare organization ID. */
final class Organizations {
  private final AwsCalls aws;

  Organizations(AwsCalls aws) {
    this.aws = aws;
  }

  List<Grantee> complete(Region region, List<Grantee> grantees) {
    Grantee own = own(region);
    try {
      return grantees.stream()
          .map(grantee -> grantee.needsOrganization() ? grantee.in(own) : grantee)
          .toList();
    } catch (IllegalArgumentException another) {
      throw FailureType.INVALID_REQUEST.failure(String.valueOf(another.getMessage()), another);
    }
  }

  private Grantee own(Region region) {
    try {
      String arn =
          aws.organizations()
              .call(
                  region,
                  "DescribeOrganization",
                  organizations -> organizations.call("DescribeOrganization", Map.of()))
              .path("Organization")
              .path("Arn")
              .asText();
      return Grantee.Kind.ORGANIZATION.read(arn);
    } catch (ApplicationFailure unknown) {
      if (!unknown.isNonRetryable()) {
        throw unknown;
      }
      throw FailureType.INVALID_REQUEST.failure(
          "cannot complete an organization's ID: %s; give the full ARN, which the organization's settings show"
              .formatted(unknown.getOriginalMessage()),
          unknown);
    }
  }
}
