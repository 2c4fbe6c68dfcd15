package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/** DescribeImages: by id, owner, permission and filter. */
final class DescribeImages {
  private static final Set<String> ALIASES = Set.of("self", "amazon", "aws-marketplace");

  private final Datacenter datacenter;
  private final ImageDescriptions descriptions;

  DescribeImages(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.descriptions = new ImageDescriptions(datacenter);
  }

  SdkPojo answer(Call call, DescribeImagesRequest request) {
    Predicate<Map<String, String>> tagged = Filters.ofTags(request.filters());
    Predicate<Image> passes = Filters.of(Filters.withoutTags(request.filters()), Image.builder());
    Stream<StoredImage> candidates =
        asked(call, request)
            .filter(owners(call, request.owners()))
            .filter(image -> executable(call, request.executableUsers(), image));
    Page<Image> page =
        Page.of(
            new Page.Candidates<>(candidates, StoredImage::id),
            image -> descriptions.of(call, image, tagged).filter(passes),
            request.maxResults(),
            request.nextToken());
    return DescribeImagesResponse.builder()
        .images(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<StoredImage> asked(Call call, DescribeImagesRequest request) {
    if (!request.imageIds().isEmpty()) {
      return request.imageIds().stream()
          .distinct()
          .map(id -> datacenter.image(call, id))
          .toList()
          .stream();
    }
    boolean onlyOwn = request.owners().equals(List.of("self"));
    boolean disabledToo = Boolean.TRUE.equals(request.includeDisabled());
    boolean deprecatedToo = Boolean.TRUE.equals(request.includeDeprecated());
    return (onlyOwn ? datacenter.ownImages(call) : datacenter.images(call))
        .filter(image -> disabledToo || !image.life().is("disabled", datacenter.now()))
        .filter(image -> deprecatedToo || isCurrent(call, image));
  }

  /** Deprecated images are hidden from all but their owner. */
  private boolean isCurrent(Call call, StoredImage image) {
    return image.place().equals(call.place())
        || image.deprecatedAt().map(datacenter.now()::isBefore).orElse(true);
  }

  private static Predicate<StoredImage> owners(Call call, List<String> owners) {
    for (String owner : owners) {
      if (!ALIASES.contains(owner) && !owner.matches("[0-9]{12}")) {
        throw AwsFailure.refused("InvalidUserID.Malformed", "Invalid user id: \"" + owner + "\"");
      }
    }
    String caller = call.place().account();
    return image ->
        owners.isEmpty()
            || owners.contains(image.place().account())
            || (owners.contains("self") && image.place().account().equals(caller))
            || (owners.contains("amazon") && "amazon".equals(image.body().imageOwnerAlias()));
  }

  private static boolean executable(Call call, List<String> users, StoredImage image) {
    String caller = call.place().account();
    return users.isEmpty()
        || (users.contains("all") && image.isPublic())
        || image.permissions().stream()
            .flatMap(one -> Optional.ofNullable(one.userId()).stream())
            .anyMatch(id -> users.contains(id) || (users.contains("self") && id.equals(caller)));
  }
}
