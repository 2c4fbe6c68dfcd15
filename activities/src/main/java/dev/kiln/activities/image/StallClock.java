package dev.kiln.activities.image;

import java.time.Duration;

/**
 * Measures how long an image has made no progress. A large image takes hours, so the wait itself
 * has no limit; only standing still has one.
 */
final class StallClock {
  private final Duration limit;
  private String lastProgress = "";
  private Duration movedAt = Duration.ZERO;
  private Duration now = Duration.ZERO;
  private boolean seen;

  StallClock(Duration limit) {
    this.limit = limit;
  }

  /**
   * Records a reading.
   *
   * @param waited how long the wait has lasted
   */
  void note(ImageReading reading, Duration waited) {
    seen = true;
    now = waited;
    if (!reading.progress().isEmpty() && !reading.progress().equals(lastProgress)) {
      lastProgress = reading.progress();
      movedAt = waited;
    }
  }

  /** Whether the image was ever there. If so and it is not there now, somebody removed it. */
  boolean hasSeenImage() {
    return seen;
  }

  boolean isOverLimit() {
    return now.minus(movedAt).compareTo(limit) > 0;
  }

  Duration limit() {
    return limit;
  }
}
