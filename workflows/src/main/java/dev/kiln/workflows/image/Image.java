package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
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
    Optional<Long> storedBytes)
    implements ImageBuilder.With {

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
    return with().origin(Origin.BUILT).took(elapsed).checks(results).build();
  }

  /** The same image as the result of a run that copied it. */
  Image copiedIn(Duration elapsed) {
    return with().origin(Origin.COPIED).took(elapsed).checks(List.of()).build();
  }
}
