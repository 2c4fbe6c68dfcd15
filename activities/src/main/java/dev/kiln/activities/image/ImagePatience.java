package dev.kiln.activities.image;

import java.time.Duration;

/**
 * How long a wait for an image may go on: not bounded in time, since a large image takes hours, but
 * bounded in time without progress.
 */
final class ImagePatience {
  private final Duration limit;
  private String lastProgress = "";
  private Duration movedAt = Duration.ZERO;
  private Duration now = Duration.ZERO;
  private boolean seen;

  ImagePatience(Duration limit) {
    this.limit = limit;
  }

  /** Takes note of a reading. */
  ImagePatience seen(ImageReading reading, Duration waited) {
    seen = true;
    now = waited;
    if (!reading.progress().isEmpty() && !reading.progress().equals(lastProgress)) {
      lastProgress = reading.progress();
      movedAt = waited;
    }
    return this;
  }

  /** Once it was seen, an image that is not there is gone. */
  boolean hasBeenSeen() {
    return seen;
  }

  boolean isOver() {
    return now.minus(movedAt).compareTo(limit) > 0;
  }

  Duration limit() {
    return limit;
  }
}
