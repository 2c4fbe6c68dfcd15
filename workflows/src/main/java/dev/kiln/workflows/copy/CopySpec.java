package dev.kiln.workflows.copy;

import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.util.Optional;

/**
 * A copy to be found or made.
 *
 * @param key the KMS key it is to be encrypted with; without one it is encrypted as its source is
 * @param grace how long the run goes on when nobody waits for it any more
 */
public record CopySpec(
    RegionalAmi source, Region destination, Optional<String> key, Duration grace) {

  /** Whether the copy that some run gave is what this spec asks for. */
  public boolean isSatisfiedBy(CopiedImage copy) {
    return key.isEmpty() || key.equals(copy.askedKey());
  }
}
