package dev.kiln.activities.copy;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.activities.image.OwnImages;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.copy.CopyActivities;
import dev.kiln.workflows.copy.CopyWorkflow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Looks in a region for an image that can serve as the copy. */
final class CopySearch {
  private final AwsCalls aws;
  private final OwnImages images;

  CopySearch(AwsCalls aws, OwnImages images) {
    this.aws = aws;
    this.images = images;
  }

  /** Available images before pending ones, then the newest. */
  Optional<CopyActivities.Found> find(CopyActivities.Source source, CopyWorkflow.Spec spec) {
    Region region = spec.destination();
    return candidates(source, region).stream()
        .filter(image -> Ec2Images.state(image) != ImageState.UNUSABLE)
        .filter(image -> isCopyOf(source, image) || isAsGoodAs(source, region, image))
        .filter(image -> spec.key().isEmpty() || hasKey(region, image, spec.key().get()))
        .max(Comparator.comparing(CopySearch::isAvailable).thenComparing(Ec2Images::created))
        .map(
            image ->
                new CopyActivities.Found(
                    new RegionalAmi(region, new AmiId(image.imageId())), !isAvailable(image)));
  }

  private List<Image> candidates(CopyActivities.Source source, Region region) {
    return source
        .key()
        .map(
            key ->
                images.describe(
                    region,
                    filter("tag:" + ImageTags.TEMPLATE_NAME, key.template()),
                    filter("tag:" + ImageTags.TEMPLATE_HASH, key.hash().value())))
        .orElseGet(
            () -> images.describe(region, filter("tag:" + ImageTags.SOURCE_AMI, built(source))));
  }

  /** The same bytes: both images are copies of one image, or the source is a copy of this one. */
  private static boolean isCopyOf(CopyActivities.Source source, Image image) {
    String built = built(source);
    return built.equals(Ec2Images.tags(image).get(ImageTags.SOURCE_AMI))
        || built.equals(image.imageId());
  }

  /** The same key, and built no earlier: the rebuild was meant to replace older images. */
  private static boolean isAsGoodAs(CopyActivities.Source source, Region region, Image image) {
    Optional<KilnImage> other = Ec2Images.read(image, region, Map.of());
    boolean sameKey =
        source.key().isPresent()
            && other
                .map(KilnImage::key)
                .filter(
                    key ->
                        key.template().equals(source.key().get().template())
                            && key.hash().equals(source.key().get().hash())
                            && key.architecture().equals(source.key().get().architecture()))
                .isPresent();
    return sameKey && !built(Ec2Images.tags(image)).isBefore(built(source.tags()));
  }

  private boolean hasKey(Region region, Image image, String key) {
    String[] ids =
        image.blockDeviceMappings().stream()
            .map(BlockDeviceMapping::ebs)
            .filter(ebs -> ebs != null && ebs.snapshotId() != null)
            .map(ebs -> ebs.snapshotId())
            .toArray(String[]::new);
    if (ids.length == 0) {
      return false;
    }
    List<Snapshot> snapshots =
        aws.ec2()
            .call(
                region,
                "DescribeSnapshots",
                ec2 -> ec2.describeSnapshots(r -> r.filters(filter("snapshot-id", ids))))
            .snapshots();
    return CopyReading.key(snapshots).filter(arn -> CopyReading.isSame(key, arn)).isPresent();
  }

  private static boolean isAvailable(Image image) {
    return Ec2Images.state(image) == ImageState.AVAILABLE;
  }

  /** The image that was built; the source may itself be a copy of it. */
  private static String built(CopyActivities.Source source) {
    return source.tags().getOrDefault(ImageTags.SOURCE_AMI, source.image().ami().value());
  }

  private static Instant built(Map<String, String> tags) {
    try {
      return Instant.parse(tags.getOrDefault(ImageTags.BUILD_DATE, ""));
    } catch (DateTimeException unreadable) {
      return Instant.EPOCH;
    }
  }
}
