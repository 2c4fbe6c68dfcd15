package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Stored;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesResponse;
import software.amazon.awssdk.services.ec2.model.ImageReference;
import software.amazon.awssdk.services.ec2.model.ResourceTypeRequest;

/** The resources of the caller's own account that name an image. */
final class ImageReferences {
  private static final int MOST_IMAGES = 10;

  private final ImageUsers users;

  ImageReferences(Datacenter datacenter) {
    this.users = new ImageUsers(datacenter);
  }

  SdkPojo answer(Call call, DescribeImageReferencesRequest request) {
    boolean all = Boolean.TRUE.equals(request.includeAllResourceTypes());
    if (!all && request.resourceTypes().isEmpty()) {
      throw AwsFailure.missing("IncludeAllResourceTypes or ResourceTypes");
    }
    if (request.imageIds().isEmpty() || request.imageIds().size() > MOST_IMAGES) {
      throw AwsFailure.invalidValue("There must be 1 to " + MOST_IMAGES + " image ids.");
    }
    List<ImageReference> found = new ArrayList<>();
    for (String image : request.imageIds()) {
      for (String kind : ImageUsers.KINDS) {
        Optional<ResourceTypeRequest> asked =
            request.resourceTypes().stream()
                .filter(one -> kind.equals(one.resourceTypeAsString()))
                .findFirst();
        if (all || asked.isPresent()) {
          users
              .of(image, kind, asked)
              .filter(one -> one.place().equals(call.place()))
              .forEach(one -> found.add(reference(image, kind, one)));
        }
      }
    }
    Page<ImageReference> page =
        Page.of(found, one -> one.imageId() + one.arn(), request.maxResults(), request.nextToken());
    return DescribeImageReferencesResponse.builder()
        .imageReferences(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static ImageReference reference(String image, String kind, Stored user) {
    return ImageReference.builder()
        .imageId(image)
        .resourceType(kind)
        .arn(ImageUsers.arn(user))
        .build();
  }
}
