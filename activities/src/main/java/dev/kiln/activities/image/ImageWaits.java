package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Patience;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Waits for images to become available. It reads all awaited images of a region together. */
public final class ImageWaits implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final ImageReadings readings;
  private final OpenWaits waits;
  private final Duration limit;
  private final Map<Region, Watch<AmiId, ImageReading>> watches = new ConcurrentHashMap<>();

  public ImageWaits(AwsCalls aws, OpenWaits waits, Patience patience) {
    this.readings = new ImageReadings(aws);
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
        region, r -> new Watch<>("kiln-images-" + r, ids -> readings.read(r, ids)));
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
