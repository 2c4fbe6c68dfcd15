package dev.kiln.localcloud.settings;

import java.time.Duration;

/**
 * How long each change of state takes, in real time.
 *
 * @param instanceStart pending to running
 * @param instanceStop stopping to stopped
 * @param terminate shutting down to terminated
 * @param image pending to available
 * @param copy the same for a copy
 * @param agent running to the SSM agent's first report
 */
public record Delays(
    Duration instanceStart,
    Duration instanceStop,
    Duration terminate,
    Duration image,
    Duration copy,
    Duration agent) {
  /** No delays. */
  public static Delays none() {
    return all(Duration.ZERO);
  }

  /** The same for every change. */
  public static Delays all(Duration each) {
    return new Delays(each, each, each, each, each, each);
  }

  /** In the proportions of AWS, shortened so that a build takes half a minute. */
  public static Delays typical() {
    return new Delays(
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        Duration.ZERO,
        Duration.ofSeconds(7),
        Duration.ofSeconds(10),
        Duration.ZERO);
  }
}
