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
 * @param baseAmi the image it was built on, if its tags say so
 * @param created when it was registered
 * @param buildId of the run that made it, if its tags say so
 * @param took how long it took to make; zero if it was found
 * @param checks the results of its checks when it was made; empty if it was found
 * @param sizeGib the total size of its volumes
 * @param storedBytes the size of its snapshots, if the cloud reports it
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

  /** The same image as the result of a run that built it. */
  Image builtIn(Duration elapsed, List<CheckResult> results) {
    return with(Origin.BUILT, elapsed, results);
  }

  /** The same image as the result of a run that copied it. */
  Image copiedIn(Duration elapsed) {
    return with(Origin.COPIED, elapsed, List.of());
  }

  private Image with(Origin how, Duration elapsed, List<CheckResult> results) {
    return new Image(
        ami, key, name, how, baseAmi, created, buildId, elapsed, results, sizeGib, storedBytes);
  }
}
