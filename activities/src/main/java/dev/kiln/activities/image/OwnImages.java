package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** The account's own images: finding and removing them. */
public final class OwnImages {
  private final AwsCalls aws;

  public OwnImages(AwsCalls aws) {
    this.aws = aws;
  }

  /** The images that pass all filters. */
  public List<Image> describe(Region region, Filter... filters) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder().owners("self").filters(filters).build();
    return Ec2Lists.images(aws, region, request);
  }

  /** Deregisters an image and deletes its snapshots; an image that is already gone is fine. */
  public void deregister(Region region, AmiId ami) {
    try {
      aws.ec2()
          .raw(
              region,
              "DeregisterImage",
              ec2 ->
                  ec2.deregisterImage(r -> r.imageId(ami.value()).deleteAssociatedSnapshots(true)));
    } catch (SdkException refused) {
      if (!AwsFailures.isGone(refused)) {
        throw AwsFailures.translate("DeregisterImage", region, refused);
      }
    }
  }
}
