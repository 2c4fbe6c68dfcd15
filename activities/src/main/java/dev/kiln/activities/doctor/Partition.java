package dev.kiln.activities.doctor;

import dev.kiln.model.Region;

/** Facts about the part of AWS that a region is in. */
enum Partition {
  AWS("us-east-1", "ec2.amazonaws.com"),
  CHINA("cn-north-1", "ec2.amazonaws.com.cn"),
  US_GOVERNMENT("us-gov-west-1", "ec2.amazonaws.com");

  private final String anchor;
  private final String ec2;

  Partition(String anchor, String ec2) {
    this.anchor = anchor;
    this.ec2 = ec2;
  }

  static Partition of(Region region) {
    if (region.value().startsWith("cn-")) {
      return CHINA;
    }
    return region.value().startsWith("us-gov-") ? US_GOVERNMENT : AWS;
  }

  /** A region that every account of the partition has, to ask about the others. */
  Region anchor() {
    return new Region(anchor);
  }

  /** The name of EC2 in the trust of a role. */
  boolean isEc2(String principal) {
    return principal.equals(ec2) || principal.equals(AWS.ec2);
  }
}
