package dev.kiln.activities.aws;

import dev.kiln.model.Region;

/** The services that Kiln calls only once or twice, too rarely for a client of their own. */
enum JsonService {
  KMS("kms", "TrentService"),
  /** EBS direct, whose actions are paths. */
  EBS("ebs", ""),
  ORGANIZATIONS("organizations", "AWSOrganizationsV20161128"),
  SERVICE_QUOTAS("servicequotas", "ServiceQuotasV20190624");

  private final String label;
  private final String target;

  JsonService(String label, String target) {
    this.label = label;
    this.target = target;
  }

  /** The name in a signature's scope, and in IAM policies. */
  String label() {
    return label;
  }

  String target(String action) {
    return target + "." + action;
  }

  /** Where a service answers for a region: organizations have one place in each partition. */
  Region home(Region region) {
    return switch (this) {
      case KMS, EBS, SERVICE_QUOTAS -> region;
      case ORGANIZATIONS ->
          switch (Partition.name(region)) {
            case "aws" -> new Region("us-east-1");
            case "aws-cn" -> new Region("cn-northwest-1");
            case "aws-us-gov" -> new Region("us-gov-west-1");
            default -> region;
          };
    };
  }
}
