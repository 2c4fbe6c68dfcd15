package dev.kiln.activities.aws;

import java.time.Duration;

/**
 * How long a wait may stand still before it is given up, or before something is done about it.
 *
 * @param agent from the launch until the SSM agent of a builder reports
 * @param stop until a builder that does not stop by itself is forced
 * @param command beyond a script's own timeout, until its command is taken for lost
 * @param image without any progress of a snapshot
 * @param name until an AMI name that a deregistered image had is tried again
 * @param turn until a region that takes in no more copies is asked again
 * @param credentials until credentials that have expired are taken for lost
 */
public record Patience(
    Duration agent,
    Duration stop,
    Duration command,
    Duration image,
    Duration name,
    Duration turn,
    Duration credentials) {

  /** What AWS needs on a bad day. */
  public static Patience usual() {
    return new Patience(
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        Duration.ofMinutes(20),
        Duration.ofMinutes(90),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Duration.ofMinutes(30));
  }

  /** The same for every wait. */
  public static Patience of(Duration each) {
    return new Patience(each, each, each, each, each, each, each);
  }

  public Patience withTurn(Duration changed) {
    return new Patience(agent, stop, command, image, name, changed, credentials);
  }
}
