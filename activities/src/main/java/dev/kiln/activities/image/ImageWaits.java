package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Patience;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import dev.kiln.workflows.FailureType;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Waits for images to become available. It reads all awaited images of a region together. */
public final class ImageWaits implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageWaits.class);
  private static final Duration GRACE = Duration.ofMinutes(3);
  private static final Duration SNAPSHOT_PAUSE = Duration.ofSeconds(5);

  private final AwsCalls aws;
  private final OpenWaits waits;
  private final Duration limit;
  private final Map<Region, Long> snapshotsReadAt = new ConcurrentHashMap<>();
  private final Map<Region, Watch<AmiId, ImageReading>> watches = new ConcurrentHashMap<>();

  public ImageWaits(AwsCalls aws, OpenWaits waits, Patience patience) {
    this.aws = aws;
    this.waits = waits;
    this.limit = patience.image();
  }

  /**
   * Keeps the running activity open until the image is available.
   *
   * @param result makes the activity's result from the last reading
   */
  public <T> OpenWait<T> await(Region region, AmiId ami, Function<ImageReading, T> result) {
    OpenWait<T> wait = waits.open(Activity.getExecutionContext());
    StallClock clock = new StallClock(limit);
    watch(region)
        .add(
            ami,
            wait,
            (reading, waited) -> {
              wait.detail(reading.map(ImageReading::text).orElse("not visible yet"));
              if (reading.isEmpty()) {
                if (clock.hasSeenImage() || waited.compareTo(GRACE) > 0) {
                  wait.fail(gone(ami));
                }
                return;
              }
              clock.note(reading.get(), waited);
              settle(ami, reading.get(), clock, wait, result);
            });
    return wait;
  }

  /** Ends the wait if the image is available or never will be. */
  private static <T> void settle(
      AmiId ami,
      ImageReading reading,
      StallClock clock,
      OpenWait<T> wait,
      Function<ImageReading, T> result) {
    if (reading.image().state()
        == software.amazon.awssdk.services.ec2.model.ImageState.DEREGISTERED) {
      wait.fail(gone(ami));
      return;
    }
    switch (Ec2Images.state(reading.image())) {
      case AVAILABLE -> wait.complete(result.apply(reading));
      case UNUSABLE, UNTESTED ->
          wait.fail(
              FailureType.IMAGE_FAILED.failure(
                  "cannot use " + ami + ": it is " + reading.stateText()));
      case PENDING -> {
        if (clock.isOverLimit()) {
          wait.fail(
              FailureType.NO_PROGRESS.failure(
                  "cannot wait any longer for %s: it is %s and has made no progress for %d minutes"
                      .formatted(ami, reading.text(), clock.limit().toMinutes())));
        }
      }
    }
  }

  private static ApplicationFailure gone(AmiId ami) {
    return FailureType.IMAGE_ABORTED.failure(
        "cannot wait for " + ami + ": someone has deregistered it; build again");
  }

  private Watch<AmiId, ImageReading> watch(Region region) {
    return watches.computeIfAbsent(
        region, r -> new Watch<>("kiln-images-" + r, ids -> read(r, ids)));
  }

  private Map<AmiId, ImageReading> read(Region region, Set<AmiId> ids) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .owners("self")
            .filters(filter("image-id", ids.stream().map(AmiId::value).toArray(String[]::new)))
            .build();
    List<Image> images =
        aws.ec2().call(region, "DescribeImages", ec2 -> ec2.describeImages(request)).images();
    Map<String, Snapshot> known =
        isTimeForSnapshots(region, images) ? snapshotsOf(region, images) : Map.of();
    Map<AmiId, ImageReading> readings = new HashMap<>();
    images.forEach(
        image -> readings.put(new AmiId(image.imageId()), ImageReading.of(image, known)));
    return readings;
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
    String[] ids =
        images.stream()
            .flatMap(image -> Ec2Images.snapshots(image).stream())
            .toArray(String[]::new);
    if (ids.length == 0) {
      return Map.of();
    }
    try {
      return aws
          .ec2()
          .call(
              region,
              "DescribeSnapshots",
              ec2 -> ec2.describeSnapshots(r -> r.filters(filter("snapshot-id", ids))))
          .snapshots()
          .stream()
          .collect(Collectors.toMap(Snapshot::snapshotId, snapshot -> snapshot, (a, b) -> a));
    } catch (ApplicationFailure unread) {
      LOG.info("event=snapshots_unread reason=\"{}\"", unread.getOriginalMessage());
      return Map.of();
    }
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
