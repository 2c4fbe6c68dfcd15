package dev.kiln.activities.share;

import static dev.kiln.activities.image.Ec2Images.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** The consequences of an image's encryption for its receivers. */
final class EncryptionKeys {
  /** The key that AWS manages for the account; no other account can ever use it. */
  private static final String DEFAULT_KEY = ":alias/aws/ebs";

  private final AwsCalls aws;

  EncryptionKeys(AwsCalls aws) {
    this.aws = aws;
  }

  /** Why an encrypted image cannot be shared with anyone; empty if it can, or if nobody knows. */
  Optional<String> objection(Region region, Image image) {
    return keys(region, image).stream()
        .filter(key -> key.endsWith(DEFAULT_KEY) || managedByAws(region, key))
        .findFirst()
        .map(
            key ->
                "its snapshots are encrypted with the default key aws/ebs, which no other account can"
                    + " use; copy it with a key of your own and share the copy");
  }

  private boolean managedByAws(Region region, String key) {
    return known(
            () ->
                aws.kms()
                    .call(
                        region,
                        "DescribeKey",
                        kms -> kms.call("DescribeKey", Map.of("KeyId", key))))
        .map(answer -> answer.path("KeyMetadata").path("KeyManager").asText())
        .filter("AWS"::equals)
        .isPresent();
  }

  /** What receivers of an encrypted image also need; empty if they have everything. */
  List<String> notes(Region region, Image image, List<Grantee> grantees) {
    return keys(region, image).stream()
        .flatMap(key -> note(region, key, grantees).stream())
        .toList();
  }

  private Optional<String> note(Region region, String key, List<Grantee> grantees) {
    Optional<String> policy =
        known(
                () ->
                    aws.kms()
                        .call(
                            region,
                            "GetKeyPolicy",
                            kms ->
                                kms.call(
                                    "GetKeyPolicy", Map.of("KeyId", key, "PolicyName", "default"))))
            .map(answer -> answer.path("Policy").asText());
    List<String> missing =
        grantees.stream()
            .map(Grantee::value)
            .map(value -> value.substring(value.lastIndexOf('/') + 1))
            .filter(name -> policy.map(text -> !text.contains(name)).orElse(true))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "its snapshots are encrypted with %s, whose policy %s name %s; receivers need kms:DescribeKey, kms:CreateGrant, kms:Decrypt, kms:ReEncrypt* and kms:GenerateDataKey* on it"
                .formatted(
                    key,
                    policy.isPresent() ? "does not" : "could not be read and must",
                    String.join(", ", missing)));
  }

  /** EC2 decides: if KMS refuses to answer, nothing is known in advance. */
  private static Optional<JsonNode> known(Supplier<JsonNode> question) {
    try {
      return Optional.of(question.get());
    } catch (ApplicationFailure unknown) {
      return Optional.empty();
    }
  }

  /** The keys of the image's snapshots, without duplicates. */
  private List<String> keys(Region region, Image image) {
    if (!SharingPreflight.encrypted(image)) {
      return List.of();
    }
    DescribeSnapshotsRequest request =
        DescribeSnapshotsRequest.builder()
            .ownerIds("self")
            .filters(filter("snapshot-id", Ec2Images.snapshots(image).toArray(String[]::new)))
            .build();
    return aws
        .ec2()
        .call(region, "DescribeSnapshots", ec2 -> ec2.describeSnapshots(request))
        .snapshots()
        .stream()
        .filter(snapshot -> Boolean.TRUE.equals(snapshot.encrypted()))
        .flatMap(snapshot -> Optional.ofNullable(snapshot.kmsKeyId()).stream())
        .distinct()
        .toList();
  }
}
