package dev.kiln.activities.copy;

import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many copies a region accepts at once. AWS's own pages disagree about the number and accounts
 * differ, so Kiln learns it from the refusal that names it.
 */
final class CopyLimits {
  private static final Pattern LIMIT = Pattern.compile("in progress.*limit is (\\d+)");

  private final Duration pause;
  private final Map<Region, Integer> learned = new ConcurrentHashMap<>();
  private final Map<Region, Set<OpenWait<?>>> underWay = new ConcurrentHashMap<>();

  CopyLimits(Duration pause) {
    this.pause = pause;
  }

  /**
   * Waits for a turn if the region is known to be full.
   *
   * @throws ApplicationFailure for Temporal to try again
   */
  void requireRoom(Region region) {
    Integer limit = learned.get(region);
    if (limit != null && underWay(region) >= limit) {
      throw full(region, limit);
    }
  }

  /** Counts a copy that has begun, until the wait for it is over. */
  void begun(Region region, OpenWait<?> wait) {
    copies(region).add(wait);
  }

  /** Learns the limit if a refusal names it, and returns whether it does. */
  boolean learn(Region region, String refusal) {
    Matcher limit = LIMIT.matcher(refusal);
    boolean named = limit.find();
    if (named) {
      learned.put(region, Math.max(1, Integer.parseInt(limit.group(1))));
    }
    return named;
  }

  /** The failure of a copy whose turn has not come yet. */
  ApplicationFailure full(Region region, int limit) {
    return FailureType.THROTTLED
        .builder("waiting for our turn: %s accepts %d copies at once".formatted(region, limit))
        .setNextRetryDelay(pause)
        .build();
  }

  ApplicationFailure full(Region region) {
    return full(region, learned.getOrDefault(region, 1));
  }

  private long underWay(Region region) {
    copies(region).removeIf(OpenWait::isSettled);
    return copies(region).size();
  }

  private Set<OpenWait<?>> copies(Region region) {
    return underWay.computeIfAbsent(region, none -> ConcurrentHashMap.newKeySet());
  }
}
