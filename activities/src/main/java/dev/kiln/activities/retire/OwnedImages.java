package dev.kiln.activities.retire;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.aws.Page;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.activities.image.StoredSizes;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageRecycleBinInfo;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/** Kiln's images and snapshots, as EC2 shows them. */
final class OwnedImages {
  private static final Filter OURS = filter("tag:" + ImageTags.MANAGED_BY, ImageTags.KILN);

  /**
   * EC2 notes on a snapshot for which image it was taken or copied; a copy's own image comes first.
   */
  private static final Pattern MADE_FOR = Pattern.compile("ami-[0-9a-f]{8,17}");

  private final AwsCalls aws;
  private final StoredSizes stored;

  OwnedImages(AwsCalls aws) {
    this.aws = aws;
    this.stored = new StoredSizes(aws);
  }

  /** All images with Kiln's tag, including disabled ones; sizes are known where tags have them. */
  List<OwnedImage> list(Region region, Filter... filters) {
    Filter[] all = Stream.concat(Stream.of(OURS), Arrays.stream(filters)).toArray(Filter[]::new);
    return Ec2Lists.images(
        aws, region, request(all), image -> read(image, region), OwnedImage::image);
  }

  /** The same images with their stored sizes, as far as the cloud reports them. */
  List<OwnedImage> sized(List<OwnedImage> images) {
    Map<Region, List<String>> unknown = new TreeMap<>();
    for (OwnedImage image : images) {
      if (image.storedBytes().isEmpty()) {
        unknown
            .computeIfAbsent(image.image().region(), none -> new ArrayList<>())
            .addAll(image.snapshots());
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    unknown.forEach((region, snapshots) -> sizes.putAll(stored.of(region, snapshots)));
    return images.stream().map(image -> sized(image, sizes)).toList();
  }

  private static OwnedImage sized(OwnedImage image, Map<String, Long> sizes) {
    boolean known = !image.snapshots().isEmpty() && sizes.keySet().containsAll(image.snapshots());
    return image.storedBytes().isPresent() || !known
        ? image
        : image.withStoredBytes(
            Optional.of(
                image.snapshots().stream().mapToLong(id -> sizes.getOrDefault(id, 0L)).sum()));
  }

  private static DescribeImagesRequest request(Filter... filters) {
    return DescribeImagesRequest.builder()
        .owners("self")
        .includeDisabled(true)
        .includeDeprecated(true)
        .filters(filters)
        .build();
  }

  private List<Snapshot> snapshots(Region region) {
    return Ec2Lists.ownSnapshots(aws, region, OURS);
  }

  private static OwnedImage read(Image image, Region region) {
    Map<String, String> tags = Ec2Images.tags(image);
    return new OwnedImage(
        new RegionalAmi(region, new AmiId(image.imageId())),
        text(image.name()),
        tags.getOrDefault(ImageTags.NAME, text(image.name())),
        tags.getOrDefault(ImageTags.TEMPLATE_NAME, ""),
        text(image.architectureAsString()),
        text(image.stateAsString()),
        Ec2Images.created(image),
        instant(image.lastLaunchedTime()),
        ami(tags.get(ImageTags.BASE_AMI)),
        ami(image.sourceImageId()).or(() -> ami(tags.get(ImageTags.SOURCE_AMI))),
        text(image.deregistrationProtection()),
        Ec2Images.sizeGib(image),
        ImageTags.bytes(tags, ImageTags.STORED_BYTES),
        Ec2Images.snapshots(image),
        tags.containsKey(ImageTags.SOURCE_AMI)
            ? Optional.empty()
            : ImageTags.bytes(tags, ImageTags.ADDED_BYTES));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Users can edit tags; a tag that is not an ID leads nowhere. */
  private static Optional<AmiId> ami(@Nullable String tag) {
    try {
      return Optional.ofNullable(tag).map(AmiId::new);
    } catch (IllegalArgumentException edited) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(@Nullable String time) {
    try {
      return Optional.ofNullable(time).map(Instant::parse);
    } catch (DateTimeParseException unusual) {
      return Optional.empty();
    }
  }

  /**
   * Finished snapshots with Kiln's tag that belong to no image, whoever made that image.
   *
   * @param known snapshots that images hold; the others cost a look at all images of the account
   */
  List<OrphanSnapshot> orphans(Region region, Set<String> known) {
    List<Snapshot> ours =
        snapshots(region).stream()
            .filter(one -> one.state() == SnapshotState.COMPLETED)
            .filter(one -> !known.contains(one.snapshotId()))
            .toList();
    if (ours.isEmpty()) {
      return List.of();
    }
    Set<String> held =
        Ec2Lists.images(aws, region, request(), Ec2Images::snapshots, ids -> ids).stream()
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    List<OrphanSnapshot> loose =
        ours.stream()
            .filter(one -> !held.contains(one.snapshotId()))
            .map(one -> orphan(one, region))
            .toList();
    if (loose.isEmpty()) {
      return loose;
    }
    Set<String> restorable =
        inRecycleBin(region).stream().map(ImageRecycleBinInfo::imageId).collect(Collectors.toSet());
    return loose.stream().filter(one -> !restorable.contains(one.madeFor())).toList();
  }

  private static OrphanSnapshot orphan(Snapshot snapshot, Region region) {
    Matcher madeFor = MADE_FOR.matcher(text(snapshot.description()));
    long gibibytes = snapshot.volumeSize() == null ? 0 : snapshot.volumeSize();
    return new OrphanSnapshot(
        region,
        snapshot.snapshotId(),
        madeFor.find() ? madeFor.group() : "",
        snapshot.startTime() == null ? Instant.EPOCH : snapshot.startTime(),
        Optional.ofNullable(snapshot.fullSnapshotSizeInBytes()).orElse(gibibytes << 30));
  }

  /** Images that can still be restored; empty where there is no recycle bin. */
  List<ImageRecycleBinInfo> inRecycleBin(Region region) {
    return aws.ec2()
        .listIfKnown(
            region, "ListImagesInRecycleBin", ImageRecycleBinInfo::imageId, OwnedImages::recycled)
        .orElse(List.of());
  }

  private static Page<ImageRecycleBinInfo> recycled(Ec2Client ec2, @Nullable String token) {
    ListImagesInRecycleBinResponse page = ec2.listImagesInRecycleBin(r -> r.nextToken(token));
    return Page.of(page.images(), page.nextToken());
  }

  /** The images that hold a snapshot, except an image that was just deregistered. */
  List<String> holders(Region region, String snapshot) {
    return Ec2Lists.images(
            aws, region, request(filter("block-device-mapping.snapshot-id", snapshot)))
        .stream()
        .map(Image::imageId)
        .toList();
  }
}
