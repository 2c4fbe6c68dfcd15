package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.copy.RegionReport;
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
    State state,
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
        State.WAITING,
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

  LayerReport in(State next) {
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

  /** Where a layer of a build stands. */
  public enum State {
    /** Not looked at yet, or waiting for the layer below. */
    WAITING,
    /** About to be copied from another of our regions, or being copied. */
    COPYING,
    /** Copied from another of our regions. */
    COPIED,
    /** Being made, by this build's run or one that it shares. */
    BUILDING,
    /** Made. */
    BUILT,
    /** Found. */
    REUSED,
    /** Not there, and not missed: the layer above is whole. */
    NOT_NEEDED,
    /** It could not be made; the layers above were not begun. */
    FAILED,
    /** This build was cancelled while it waited; the layer is made all the same if others wait. */
    CANCELLED;

    /** The same for the image of the top layer, in the region that is built in. */
    public RegionReport.State inRegion() {
      return switch (this) {
        case BUILT -> RegionReport.State.BUILT;
        case COPIED -> RegionReport.State.COPIED;
        default -> RegionReport.State.REUSED;
      };
    }
  }
}
