package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import software.amazon.awssdk.regions.PartitionMetadata;

/**
 * The part of AWS that a region belongs to. Each has accounts, ARNs and addresses of its own: the
 * public one, China, GovCloud, and the closed ones.
 */
public final class Partition {
  private Partition() {}

  /** The last part of the addresses of a region's services, such as {@code amazonaws.com.cn}. */
  public static String domain(Region region) {
    return of(region).dnsSuffix();
  }

  /** Its name in ARNs, such as {@code aws-us-gov}. */
  static String name(Region region) {
    return of(region).id();
  }

  /** By the form of the region's name, so that regions newer than the SDK are known, too. */
  private static PartitionMetadata of(Region region) {
    return PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(region.value()));
  }
}
