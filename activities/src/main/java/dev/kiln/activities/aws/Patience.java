package dev.kiln.activities.aws;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How long a wait may stand still before Kiln gives up or acts.
 *
 * @param agent from the launch until the SSM agent of a builder reports
 * @param stop until a builder that does not stop by itself is forced to
 * @param command beyond a script's own timeout, until its command counts as lost
 * @param image without any progress of a snapshot
 * @param name until Kiln tries again to use the AMI name of a deregistered image
 * @param turn until Kiln asks again a region that accepts no more copies
 * @param credentials until Kiln gives up on credentials that have expired
 */
@RecordBuilder
public record Patience(
    Duration agent,
    Duration stop,
    Duration command,
    Duration image,
    Duration name,
    Duration turn,
    Duration credentials)
    implements PatienceBuilder.With {

  /** Enough for AWS on a bad day. */
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

  /** The same limit for every wait. */
  public static Patience of(Duration each) {
    return new Patience(each, each, each, each, each, each, each);
  }
}
