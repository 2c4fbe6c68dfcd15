package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image that is ready for use.
 *
 * @param name the AMI name, unique in account and region
 * @param baseAmi what it was built on, where its tags tell
 * @param created when it was registered
 * @param buildId the run that made it, where its tags tell
 * @param took how long making it took; zero if it was found
 * @param checks what was checked when it was made; empty if it was found
 * @param sizeGib the size of its volumes
 * @param storedBytes what its snapshots hold, where the cloud tells
 */
public record Image(
    AmiId ami,
    ImageKey key,
    String name,
    Origin origin,
    Optional<AmiId> baseAmi,
    Instant created,
    Optional<String> buildId,
    Duration took,
    List<CheckResult> checks,
    int sizeGib,
    Optional<Long> storedBytes) {

  public Image {
    checks = List.copyOf(checks);
  }

  /** Where an image comes from. */
  public enum Origin {
    FOUND,
    COPIED,
    BUILT
  }

  /** The same image as the outcome of a run that made it. */
  Image builtIn(Duration elapsed, List<CheckResult> results) {
    return with(Origin.BUILT, elapsed, results);
  }

  /** The same image as the outcome of a run that copied it. */
  Image copiedIn(Duration elapsed) {
    return with(Origin.COPIED, elapsed, List.of());
  }

  private Image with(Origin how, Duration elapsed, List<CheckResult> results) {
    return new Image(
        ami, key, name, how, baseAmi, created, buildId, elapsed, results, sizeGib, storedBytes);
  }
}
