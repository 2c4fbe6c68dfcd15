package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * The sizes of snapshots whose images do not carry theirs in a tag. Newer images do, so that a list
 * of them costs no call for their snapshots.
 */
public final class StoredSizes {
  private final AwsCalls aws;

  public StoredSizes(AwsCalls aws) {
    this.aws = aws;
  }

  /** The sizes that are still missing, by snapshot ID. */
  public Map<String, Long> ofUntagged(Region region, List<Image> images) {
    return of(
        region,
        images.stream()
            .filter(image -> image.tags().stream().noneMatch(tag -> isSize(tag.key())))
            .flatMap(image -> Ec2Images.snapshots(image).stream())
            .toList());
  }

  /** The sizes of these snapshots, by ID, as far as the cloud reports them. */
  public Map<String, Long> of(Region region, List<String> ids) {
    List<Snapshot> snapshots = new ArrayList<>();
    FilterValues.parts(ids).forEach(part -> snapshots.addAll(describe(region, part)));
    return Ec2Images.sizes(snapshots);
  }

  private static boolean isSize(String key) {
    return key.equals(ImageTags.STORED_BYTES);
  }

  /** By their IDs, which is quicker than a filter but refused if one of them is gone. */
  private List<Snapshot> describe(Region region, List<String> ids) {
    try {
      return aws.ec2()
          .raw(
              region,
              "DescribeSnapshots",
              ec2 -> ec2.describeSnapshots(r -> r.ownerIds("self").snapshotIds(ids)))
          .snapshots();
    } catch (SdkException refused) {
      if (!AwsFailures.isUnknownId(refused)) {
        throw AwsFailures.translate("DescribeSnapshots", region, refused);
      }
      return Ec2Lists.ownSnapshots(aws, region, filter("snapshot-id", ids.toArray(String[]::new)));
    }
  }
}
