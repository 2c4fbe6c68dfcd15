package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A copy that is ready for use.
 *
 * @param name its AMI name
 * @param found whether it was there
 * @param created when it was registered
 * @param key the KMS key it is encrypted with, if it is
 * @param askedKey the key that the run was asked for
 * @param sizeGib the size of its volumes
 * @param storedBytes what its snapshots hold, where the cloud tells
 * @param notes what the user should know
 * @param took how long copying it took; zero if it was found
 */
public record CopiedImage(
    AmiId ami,
    Region region,
    String name,
    boolean found,
    Instant created,
    Optional<String> key,
    Optional<String> askedKey,
    int sizeGib,
    Optional<Long> storedBytes,
    List<String> notes,
    Duration took) {

  public CopiedImage {
    notes = List.copyOf(notes);
  }

  public RegionalAmi where() {
    return new RegionalAmi(region, ami);
  }

  /**
   * The copy as one sees it who has wished for it for a while: one that was found but is younger
   * than the wish was made by a run of which a dead worker has lost sight.
   */
  CopiedImage asOf(Instant wished, Instant now) {
    return found && !created.isBefore(wished) ? copiedIn(Duration.between(wished, now)) : this;
  }

  CopiedImage asFound() {
    return with(true, Duration.ZERO);
  }

  CopiedImage copiedIn(Duration elapsed) {
    return with(false, elapsed);
  }

  private CopiedImage with(boolean wasThere, Duration elapsed) {
    return new CopiedImage(
        ami, region, name, wasThere, created, key, askedKey, sizeGib, storedBytes, notes, elapsed);
  }
}
