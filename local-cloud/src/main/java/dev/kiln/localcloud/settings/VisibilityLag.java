package dev.kiln.localcloud.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How long a new resource stays invisible, as with AWS's eventual consistency.
 *
 * @param reads how many times each action answers NotFound
 * @param time how long every action does
 */
@RecordBuilder
public record VisibilityLag(int reads, Duration time) implements VisibilityLagBuilder.With {
  /** Resources are there at once. */
  public static VisibilityLag none() {
    return new VisibilityLag(0, Duration.ZERO);
  }

  public static VisibilityLag reads(int reads) {
    return new VisibilityLag(reads, Duration.ZERO);
  }

  public static VisibilityLag time(Duration time) {
    return new VisibilityLag(0, time);
  }
}
