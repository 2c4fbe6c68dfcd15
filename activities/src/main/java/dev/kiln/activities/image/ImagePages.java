package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.catalog.CatalogActivities.ImagePage;
import dev.kiln.workflows.catalog.CatalogActivities.PageQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Reads the images that Kiln made page by page, in pages that may be larger than EC2's own. */
final class ImagePages {
  /** EC2 returns no more in one page. */
  private static final int EC2_PAGE = 1000;

  private final AwsCalls aws;
  private final StoredSizes sizes;

  ImagePages(AwsCalls aws) {
    this.aws = aws;
    this.sizes = new StoredSizes(aws);
  }

  ImagePage read(PageQuery query) {
    List<KilnImage> images = new ArrayList<>();
    Optional<String> mark = query.after();
    int left = query.most();
    do {
      DescribeImagesResponse page;
      try {
        page = describe(query, mark.orElse(null), Math.min(EC2_PAGE, left));
      } catch (SdkException refused) {
        if (mark.isPresent() && AwsFailures.isStaleToken(refused)) {
          return ImagePage.LOST;
        }
        throw AwsFailures.translate("DescribeImages", query.region(), refused);
      }
      images.addAll(read(query, page.images()));
      left -= page.images().size();
      mark = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
    } while (mark.isPresent() && left >= EC2_PAGE);
    return new ImagePage(images, mark, false);
  }

  private DescribeImagesResponse describe(PageQuery query, @Nullable String mark, int most) {
    List<Filter> filters = new ArrayList<>(List.of(Ec2CatalogActivities.OURS));
    if (!query.templates().isEmpty()) {
      filters.add(
          filter("tag:" + ImageTags.TEMPLATE_NAME, query.templates().toArray(String[]::new)));
    }
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .owners("self")
            .filters(filters)
            .includeDisabled(true)
            .maxResults(most)
            .nextToken(mark)
            .build();
    return aws.ec2().raw(query.region(), "DescribeImages", ec2 -> ec2.describeImages(request));
  }

  private List<KilnImage> read(PageQuery query, List<Image> images) {
    Map<String, Long> known = sizes.ofUntagged(query.region(), images);
    return images.stream()
        .flatMap(image -> Ec2Images.read(image, query.region(), known).stream())
        .toList();
  }
}
