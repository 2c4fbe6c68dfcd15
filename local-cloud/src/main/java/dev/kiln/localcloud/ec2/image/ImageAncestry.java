package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeFastLaunchImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFastLaunchImagesResponse;
import software.amazon.awssdk.services.ec2.model.GetImageAncestryRequest;
import software.amazon.awssdk.services.ec2.model.GetImageAncestryResponse;
import software.amazon.awssdk.services.ec2.model.ImageAncestryEntry;

/**
 * GetImageAncestry: the image and its sources, the newest first. The list ends with the vendor's
 * image, or with the last one whose source is gone or not for the caller to see.
 */
final class ImageAncestry {
  private final Datacenter datacenter;

  ImageAncestry(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  SdkPojo answer(Call call, GetImageAncestryRequest request) {
    if (request.imageId() == null) {
      throw AwsFailure.missing("ImageId");
    }
    List<ImageAncestryEntry> entries = new ArrayList<>();
    Optional<StoredImage> next = Optional.of(datacenter.image(call, request.imageId()));
    while (next.isPresent()) {
      StoredImage image = next.get();
      entries.add(entry(call, image));
      next = source(call, image.body().sourceImageRegion(), image.body().sourceImageId());
    }
    return GetImageAncestryResponse.builder().imageAncestryEntries(entries).build();
  }

  /** Fast launching is for Windows, and no image here is. */
  SdkPojo fastLaunch(Call call, DescribeFastLaunchImagesRequest request) {
    request.imageIds().forEach(id -> datacenter.image(call, id));
    return DescribeFastLaunchImagesResponse.builder().fastLaunchImages(List.of()).build();
  }

  private Optional<StoredImage> source(
      Call call, @Nullable String region, @Nullable String imageId) {
    if (region == null || imageId == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(datacenter.image(call, region, imageId));
    } catch (AwsFailure goneOrForeign) {
      return Optional.empty();
    }
  }

  private static ImageAncestryEntry entry(Call call, StoredImage image) {
    boolean own = image.place().account().equals(call.place().account());
    String alias = Optional.ofNullable(image.body().imageOwnerAlias()).orElse(own ? "self" : null);
    return ImageAncestryEntry.builder()
        .imageId(image.id())
        .creationDate(Instant.parse(image.body().creationDate()))
        .imageOwnerAlias(alias)
        .sourceImageId(image.body().sourceImageId())
        .sourceImageRegion(image.body().sourceImageRegion())
        .build();
  }
}
