package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.settings.VisibilityLag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hides new resources for a while, separately from each action, as eventual consistency does. */
final class Visibility {
  private final VisibilityLag lag;
  private final InstantSource clock;
  private final Instant since;
  private final Map<String, Integer> reads = new ConcurrentHashMap<>();

  Visibility(VisibilityLag lag, InstantSource clock) {
    this.lag = lag;
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Whether this read does not see the resource yet; each call counts as one read. */
  boolean hides(String action, String id, Instant createdAt) {
    if (createdAt.isBefore(since)) {
      return false;
    }
    if (createdAt.plus(lag.time()).isAfter(clock.instant())) {
      return true;
    }
    return lag.reads() > 0 && reads.merge(action + "/" + id, 1, Integer::sum) <= lag.reads();
  }
}
