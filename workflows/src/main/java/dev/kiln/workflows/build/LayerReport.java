package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.image.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a build as it stands, or as it ended.
 *
 * @param source the file or name the user wrote
 * @param ami the layer's image, once there is one
 * @param created when that image was registered
 * @param baseAmi what that image stands on
 * @param notes what the user should know: stale, failed before, joined
 * @param took how long making it took; zero if it was found
 * @param savedMinutes what making it would have cost, where its tags tell
 * @param checks what was checked
 */
public record LayerReport(
    ImageKey key,
    String source,
    LayerState state,
    Optional<AmiId> ami,
    Optional<String> imageName,
    Optional<Instant> created,
    Optional<AmiId> baseAmi,
    List<String> notes,
    Duration took,
    double savedMinutes,
    List<CheckResult> checks,
    Optional<Long> storedBytes) {

  public LayerReport {
    notes = List.copyOf(notes);
    checks = List.copyOf(checks);
  }

  static LayerReport waiting(ImageKey key, String source) {
    return new LayerReport(
        key,
        source,
        LayerState.WAITING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Duration.ZERO,
        0,
        List.of(),
        Optional.empty());
  }

  LayerReport in(LayerState next) {
    return new LayerReport(
        key,
        source,
        next,
        ami,
        imageName,
        created,
        baseAmi,
        notes,
        took,
        savedMinutes,
        checks,
        storedBytes);
  }

  LayerReport noting(List<String> found) {
    return new LayerReport(
        key,
        source,
        state,
        ami,
        imageName,
        created,
        baseAmi,
        found,
        took,
        savedMinutes,
        checks,
        storedBytes);
  }
}
