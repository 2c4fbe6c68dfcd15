package dev.kiln.model.layer;

import java.time.Duration;

/**
 * How long one command on a builder may run: the limit of Systems Manager, and Kiln's share of it.
 */
public final class CommandLimit {
  /** Systems Manager refuses a command that asks for more than its 172,800 seconds. */
  public static final Duration OF_ANY = Duration.ofDays(2);

  /**
   * What a command gets beyond its step's own limit, so that Kiln's wrapper ends the step and
   * reports it, and not the agent, which reports nothing.
   */
  public static final Duration MARGIN = Duration.ofMinutes(5);

  /** What the checks of a chain get beyond the sum of their limits: they share one command. */
  public static final Duration MARGIN_OF_CHECKS = Duration.ofMinutes(1);

  /** The longest limit of a step. */
  public static final Duration LONGEST_STEP = OF_ANY.minus(MARGIN);

  /** The longest sum of the limits of a chain's checks. */
  public static final Duration LONGEST_CHECKS = LONGEST_STEP.minus(MARGIN_OF_CHECKS);

  private CommandLimit() {}
}
