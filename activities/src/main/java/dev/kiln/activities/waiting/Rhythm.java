package dev.kiln.activities.waiting;

import java.time.Duration;

/**
 * Decides how often to look. Without experience, the pause is an eighth of the time already waited,
 * so Kiln notices the end at most an eighth late and long waits cost few calls. Waits of one kind
 * resemble each other: after the first one, Kiln looks less often before the usual time and more
 * often around it.
 */
final class Rhythm {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration SHORTEST_WHEN_DUE = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** The usual length of a wait in nanoseconds; zero while unknown. */
  private volatile long usual;

  /** Learns from a finished wait. */
  void ended(Duration waited) {
    long nanos = waited.toNanos();
    usual = usual == 0 ? nanos : (3 * usual + nanos) / 4;
  }

  /**
   * How long to pause.
   *
   * @param waited how long the youngest wait has lasted
   */
  Duration pause(Duration waited) {
    long due = usual * 9 / 10;
    long age = waited.toNanos();
    if (due == 0 || age > usual + usual / 4) {
      return between(SHORTEST, Duration.ofNanos(age / 8), LONGEST);
    }
    if (age >= due) {
      return between(SHORTEST_WHEN_DUE, Duration.ofNanos(usual / 32), LONGEST);
    }
    Duration untilDue = Duration.ofNanos(due - age);
    Duration cautious = between(SHORTEST, Duration.ofNanos(age / 4), LONGEST);
    return between(SHORTEST_WHEN_DUE, untilDue, cautious);
  }

  private static Duration between(Duration least, Duration wanted, Duration most) {
    Duration capped = wanted.compareTo(most) > 0 ? most : wanted;
    return capped.compareTo(least) < 0 ? least : capped;
  }
}
