package dev.kiln.activities.share;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** What the encryption of an image means for its receivers. */
final class EncryptionKeys {
  /** The key that AWS manages for the account; nobody else can ever be allowed to use it. */
  private static final String DEFAULT_KEY = ":alias/aws/ebs";

  private final AwsCalls aws;

  EncryptionKeys(AwsCalls aws) {
    this.aws = aws;
  }

  /** Why an encrypted image can be shared with nobody; empty if it can. */
  Optional<String> objection(Region region, Image image) {
    return keys(region, image).stream()
        .filter(key -> key.endsWith(DEFAULT_KEY))
        .findFirst()
        .map(
            key ->
                "its snapshots are encrypted with the default key aws/ebs, which no other account can"
                    + " use; copy it with a key of your own and share the copy");
  }

  /** The keys of the image's snapshots, each once. */
  List<String> keys(Region region, Image image) {
    if (!SharingPreflight.encrypted(image)) {
      return List.of();
    }
    DescribeSnapshotsRequest request =
        DescribeSnapshotsRequest.builder()
            .ownerIds("self")
            .filters(filter("snapshot-id", Ec2Images.snapshots(image).toArray(String[]::new)))
            .build();
    return aws
        .ec2(region, "DescribeSnapshots", ec2 -> ec2.describeSnapshots(request))
        .snapshots()
        .stream()
        .filter(snapshot -> Boolean.TRUE.equals(snapshot.encrypted()))
        .flatMap(snapshot -> Optional.ofNullable(snapshot.kmsKeyId()).stream())
        .distinct()
        .toList();
  }
}
