package dev.kiln.activities.share;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.share.Grantee;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ProductCodeValues;

/** Finds the reasons for which AWS refuses to share an image, before Kiln changes anything. */
final class SharingPreflight {
  /** The limit of an account in a region, unless it has asked for more. */
  private static final int USUAL_PUBLIC_QUOTA = 5;

  private final AwsCalls aws;
  private final EncryptionKeys keys;

  SharingPreflight(AwsCalls aws) {
    this.aws = aws;
    this.keys = new EncryptionKeys(aws);
  }

  /** Why the image cannot be shared with anyone; empty if it can. */
  Optional<String> objection(Region region, Image image) {
    if (Ec2Images.state(image) != ImageState.AVAILABLE) {
      return Optional.of(
          "the image is " + Ec2Images.stateText(image) + "; share it when it is available");
    }
    return keys.objection(region, image);
  }

  /** Why the image cannot be public; empty if it can. */
  Optional<String> objectionToPublic(Region region, Image image) {
    if (image.productCodes().stream()
        .anyMatch(code -> code.productCodeType() == ProductCodeValues.MARKETPLACE)) {
      return Optional.of(
          "the image has a product code of AWS Marketplace, and such an image cannot be public;"
              + " build it on another base");
    }
    if (encrypted(image)) {
      return Optional.of(
          "its snapshots are encrypted, and such an image cannot be public; share it with accounts,"
              + " or build it without encryption");
    }
    return blockedInRegion(region);
  }

  /** What receivers of an encrypted image also need. */
  List<String> keyNotes(Region region, Image image, List<Grantee> grantees) {
    return keys.notes(region, image, grantees);
  }

  static boolean encrypted(Image image) {
    return image.blockDeviceMappings().stream()
        .map(BlockDeviceMapping::ebs)
        .anyMatch(ebs -> ebs != null && Boolean.TRUE.equals(ebs.encrypted()));
  }

  /** Why no image can become public in the region; empty if it can. */
  Optional<String> blockedInRegion(Region region) {
    GetImageBlockPublicAccessStateRequest request =
        GetImageBlockPublicAccessStateRequest.builder().build();
    return aws.ec2()
        .ifKnown(
            region,
            "GetImageBlockPublicAccessState",
            ec2 -> ec2.getImageBlockPublicAccessState(request))
        .filter(state -> "block-new-sharing".equals(state.imageBlockPublicAccessState()))
        .map(state -> blocked(region, state));
  }

  private static String blocked(Region region, GetImageBlockPublicAccessStateResponse state) {
    boolean byPolicy = "declarative-policy".equals(state.managedByAsString());
    return "block public access for AMIs is on in %s%s; if images of this account may be public, switch it off there (%s) and share again"
        .formatted(
            region,
            byPolicy ? " by a policy of the organization" : "",
            byPolicy
                ? "the policy's owner can"
                : "aws ec2 disable-image-block-public-access --region " + region);
  }

  /** The images of the account that are public in the region. */
  List<String> publicImages(Region region) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder().owners("self").filters(filter("is-public", "true")).build();
    return Ec2Lists.images(aws, region, request).stream().map(Image::imageId).toList();
  }

  /** A warning before one more image becomes public; empty while there is room. */
  Optional<String> publicQuota(Region region) {
    List<String> there = publicImages(region);
    return there.size() < USUAL_PUBLIC_QUOTA
        ? Optional.empty()
        : Optional.of(
            "%d images are already public in %s, and AWS allows %d unless the account has asked for more: %s"
                .formatted(there.size(), region, USUAL_PUBLIC_QUOTA, String.join(", ", there)));
  }
}
