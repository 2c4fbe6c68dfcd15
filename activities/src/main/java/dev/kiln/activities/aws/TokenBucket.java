package dev.kiln.activities.aws;

import java.time.Duration;

/**
 * Paces one action in one region. A caller takes a token in advance and learns how long to wait for
 * it, so that the bucket serves callers in their order and starves none.
 */
final class TokenBucket {
  private static final double NANOS = 1e9;
  private static final double SLOWEST = 0.1;

  private final ActionRate rate;
  private double tokens;
  private double slowdown = 1;
  private long filledAt;

  TokenBucket(ActionRate rate, long now) {
    this.rate = rate;
    this.tokens = rate.capacity();
    this.filledAt = now;
  }

  /**
   * Takes a token if it will be there within {@code patience}.
   *
   * @param now a monotonic time in nanoseconds
   * @return how long until the token is there; if that is more than {@code patience}, no token is
   *     taken
   */
  synchronized Duration take(long now, Duration patience) {
    fill(now);
    double missing = Math.max(0, 1 - tokens);
    Duration wait = Duration.ofNanos((long) (missing / (rate.perSecond() * slowdown) * NANOS));
    if (wait.compareTo(patience) <= 0) {
      tokens -= 1;
    }
    return wait;
  }

  /** The cloud throttled us: we made too many calls. */
  synchronized void refused(long now) {
    fill(now);
    tokens = Math.min(tokens, 0);
    slowdown = Math.max(SLOWEST, slowdown * 0.7);
  }

  /** The cloud accepted the call: the pace may slowly grow again. */
  synchronized void accepted() {
    slowdown = Math.min(1, slowdown * 1.02);
  }

  private void fill(long now) {
    double gained = (now - filledAt) / NANOS * rate.perSecond() * slowdown;
    tokens = Math.min(rate.capacity(), tokens + Math.max(0, gained));
    filledAt = now;
  }
}
