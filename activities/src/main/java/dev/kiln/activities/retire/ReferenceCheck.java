package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesResponse;
import software.amazon.awssdk.services.ec2.model.ImageReference;
import software.amazon.awssdk.services.ec2.model.ImageReferenceOptionName;
import software.amazon.awssdk.services.ec2.model.ImageReferenceResourceType;
import software.amazon.awssdk.services.ec2.model.ResourceTypeOption;
import software.amazon.awssdk.services.ec2.model.ResourceTypeRequest;

/**
 * The references to an image that EC2 itself knows: instances, the newest ten versions of each
 * launch template, Systems Manager parameters and Image Builder recipes.
 */
final class ReferenceCheck implements UseCheck {
  /** EC2 accepts this many images in one call. */
  private static final int AT_ONCE = 10;

  /** EC2 shows a terminated instance for another hour, but it uses nothing. */
  private static final ResourceTypeRequest LIVING_INSTANCES =
      ResourceTypeRequest.builder()
          .resourceType(ImageReferenceResourceType.EC2_INSTANCE)
          .resourceTypeOptions(
              ResourceTypeOption.builder()
                  .optionName(ImageReferenceOptionName.STATE_NAME)
                  .optionValues("pending", "running", "stopping", "stopped")
                  .build())
          .build();

  private final AwsCalls aws;

  ReferenceCheck(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    List<ImageUse> uses = new ArrayList<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<AmiId> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
      describe(region, some).forEach(reference -> uses.add(use(region, reference)));
    }
    return uses;
  }

  private List<ImageReference> describe(Region region, List<AmiId> images) {
    DescribeImageReferencesRequest request =
        DescribeImageReferencesRequest.builder()
            .imageIds(images.stream().map(AmiId::value).toList())
            .includeAllResourceTypes(true)
            .resourceTypes(LIVING_INSTANCES)
            .build();
    return aws.ec2()
        .list(
            region,
            "DescribeImageReferences",
            reference -> reference,
            (ec2, token) -> {
              DescribeImageReferencesResponse page =
                  ec2.describeImageReferences(request.toBuilder().nextToken(token).build());
              return Page.of(page.imageReferences(), page.nextToken());
            });
  }

  private static ImageUse use(Region region, ImageReference reference) {
    return new ImageUse(
        new AmiId(reference.imageId()),
        kind(reference),
        user(reference.arn(), reference.resourceType()),
        "",
        region);
  }

  private static UseKind kind(ImageReference reference) {
    return switch (reference.resourceType()) {
      case EC2_INSTANCE -> UseKind.INSTANCE;
      case EC2_LAUNCH_TEMPLATE -> UseKind.LAUNCH_TEMPLATE;
      case SSM_PARAMETER -> UseKind.SSM_PARAMETER;
      default -> UseKind.IMAGE_RECIPE;
    };
  }

  /**
   * The part of an ARN that people search for: the ID of an EC2 resource, and for others the whole
   * path, with the leading slash of a parameter.
   */
  private static String user(String arn, ImageReferenceResourceType type) {
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    int slash = resource.indexOf('/');
    boolean path =
        type == ImageReferenceResourceType.SSM_PARAMETER && resource.indexOf('/', slash + 1) > 0;
    return resource.substring(path ? slash : slash + 1);
  }
}
