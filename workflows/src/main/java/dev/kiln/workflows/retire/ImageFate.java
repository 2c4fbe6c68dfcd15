package dev.kiln.workflows.retire;

import dev.kiln.model.retire.OwnedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one image.
 *
 * @param message why it was not done, or what is worth knowing; empty if there is nothing to say
 * @param snapshots what became of its snapshots, if it was to be deleted
 * @param recoverableUntil until when the recycle bin keeps it
 */
public record ImageFate(
    OwnedImage image,
    Outcome outcome,
    String message,
    List<SnapshotFate> snapshots,
    Optional<Instant> recoverableUntil) {
  /** How it ended. */
  public enum Outcome {
    DONE,
    /** It was gone before. */
    GONE,
    /** It is used, or EC2 does not allow it; nothing was changed. */
    REFUSED,
    /** Something went wrong in the middle; the message says what is left. */
    FAILED
  }

  public ImageFate {
    snapshots = List.copyOf(snapshots);
  }

  /** An end without snapshots. */
  static ImageFate of(OwnedImage image, Outcome outcome, String message) {
    return new ImageFate(image, outcome, message, List.of(), Optional.empty());
  }

  ImageFate recoverableUntil(Instant until) {
    return new ImageFate(image, outcome, message, snapshots, Optional.of(until));
  }

  /** Whether the image is now as it was asked for. */
  public boolean succeeded() {
    return outcome == Outcome.DONE || outcome == Outcome.GONE;
  }
}
