package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Reads many images in progress together, with their snapshots where these matter. */
final class ImageReadings {
  private static final Logger LOG = LoggerFactory.getLogger(ImageReadings.class);
  private static final Duration SNAPSHOT_PAUSE = Duration.ofSeconds(5);

  private final AwsCalls aws;
  private final Map<Region, Long> snapshotsReadAt = new ConcurrentHashMap<>();

  ImageReadings(AwsCalls aws) {
    this.aws = aws;
  }

  /** Those of the images that EC2 knows. */
  Map<AmiId, ImageReading> read(Region region, Set<AmiId> ids) {
    List<Image> images =
        FilterValues.read(
            "image-id", ids.stream().map(AmiId::value).toList(), these -> images(region, these));
    Map<String, Snapshot> known =
        isTimeForSnapshots(region, images) ? snapshotsOf(region, images) : Map.of();
    Map<AmiId, ImageReading> readings = new HashMap<>();
    images.forEach(
        image -> readings.put(new AmiId(image.imageId()), ImageReading.of(image, known)));
    return readings;
  }

  private List<Image> images(Region region, Filter these) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder().owners("self").filters(these).build();
    return aws.ec2().call(region, "DescribeImages", ec2 -> ec2.describeImages(request)).images();
  }

  /**
   * Sizes and reasons matter once an image is settled; the progress is read now and then before.
   */
  private boolean isTimeForSnapshots(Region region, List<Image> images) {
    long now = System.nanoTime();
    long last = snapshotsReadAt.computeIfAbsent(region, first -> now);
    boolean due =
        now - last > SNAPSHOT_PAUSE.toNanos()
            || images.stream().anyMatch(image -> Ec2Images.state(image) != ImageState.PENDING);
    if (due) {
      snapshotsReadAt.put(region, now);
    }
    return due;
  }

  /**
   * Their details are only nice to have: images also succeed on a cloud that does not report them.
   */
  private Map<String, Snapshot> snapshotsOf(Region region, List<Image> images) {
    List<String> ids =
        images.stream().flatMap(image -> Ec2Images.snapshots(image).stream()).toList();
    try {
      return FilterValues.read("snapshot-id", ids, these -> snapshots(region, these)).stream()
          .collect(Collectors.toMap(Snapshot::snapshotId, snapshot -> snapshot, (a, b) -> a));
    } catch (ApplicationFailure unread) {
      LOG.info("event=snapshots_unread reason=\"{}\"", unread.getOriginalMessage());
      return Map.of();
    }
  }

  private List<Snapshot> snapshots(Region region, Filter these) {
    return aws.ec2()
        .call(region, "DescribeSnapshots", ec2 -> ec2.describeSnapshots(r -> r.filters(these)))
        .snapshots();
  }
}
