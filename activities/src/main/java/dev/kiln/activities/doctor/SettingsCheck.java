package dev.kiln.activities.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** The account's settings in a region that change what becomes of an image. */
record SettingsCheck(AwsCalls aws) {
  private static final String ANY_IMAGE = "alias/aws/ebs";

  /** Of interest only to those who share with everybody. */
  Finding publicImages(Region region) {
    Subject subject = Subject.of(region, "public images");
    try {
      String state =
          aws.ec2()
              .raw(
                  region,
                  "GetImageBlockPublicAccessState",
                  ec2 -> ec2.getImageBlockPublicAccessState(r -> {}))
              .imageBlockPublicAccessState();
      return "unblocked".equals(state)
          ? subject.ok("can be shared with everybody")
          : subject.warning(
              "block public access for AMIs is on, so --share-public will be refused",
              "leave it so, unless images of this account may be public: aws ec2 disable-image-block-public-access --region "
                  + region);
    } catch (SdkException refused) {
      return subject.unanswered(refused);
    }
  }

  /**
   * The encryption that images get.
   *
   * @param asked the key of encrypted copies, if somebody asks for one
   */
  Finding encryption(Region region, Optional<String> asked) {
    Subject subject = Subject.of(region, "encryption");
    try {
      boolean on =
          aws.ec2()
              .raw(
                  region,
                  "GetEbsEncryptionByDefault",
                  ec2 -> ec2.getEbsEncryptionByDefault(r -> {}))
              .ebsEncryptionByDefault();
      if (!on && asked.isEmpty()) {
        return subject.ok("off by default");
      }
      String key = asked.isPresent() ? asked.get() : defaultKey(region);
      return key(subject, region, key);
    } catch (SdkException refused) {
      return subject.unanswered(refused);
    }
  }

  private String defaultKey(Region region) {
    return Optional.ofNullable(
            aws.ec2()
                .raw(region, "GetEbsDefaultKmsKeyId", ec2 -> ec2.getEbsDefaultKmsKeyId(r -> {}))
                .kmsKeyId())
        .orElse(ANY_IMAGE);
  }

  private Finding key(Subject subject, Region region, String named) {
    try {
      JsonNode key =
          aws.kms()
              .raw(region, "DescribeKey", kms -> kms.call("DescribeKey", Map.of("KeyId", named)))
              .path("KeyMetadata");
      String state = key.path("KeyState").asText("Enabled");
      if (!state.equals("Enabled")) {
        return subject.failed(
            "key '%s' is %s".formatted(named, state),
            "aws kms enable-key --region %s --key-id %s, or use another"
                .formatted(region, key.path("KeyId").asText(named)));
      }
      return key.path("KeyManager").asText().equals("AWS")
          ? subject.warning(
              "images get the key '%s' of AWS, with which they cannot be shared".formatted(named),
              "name a key of your own as the default: aws ec2 modify-ebs-default-kms-key-id --region "
                  + region)
          : subject.ok("with key '%s', which is enabled".formatted(named));
    } catch (SdkException refused) {
      return AwsFailures.code(refused).filter("NotFoundException"::equals).isPresent()
          ? subject.failed(
              Subject.brief(refused), "name a key of this region; every key belongs to one")
          : subject.unanswered(refused);
    }
  }
}
