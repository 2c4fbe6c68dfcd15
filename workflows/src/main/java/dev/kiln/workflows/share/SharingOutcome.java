package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result for one image's permissions.
 *
 * @param grants one for each receiver
 * @param notes about what the receivers must know or do
 */
public record SharingOutcome(RegionalAmi image, List<Grant> grants, List<String> notes) {
  public SharingOutcome {
    grants = List.copyOf(grants);
    notes = List.copyOf(notes);
  }

  /** Combines two results for the same image. */
  SharingOutcome and(SharingOutcome other) {
    return new SharingOutcome(
        image,
        Stream.concat(grants.stream(), other.grants.stream()).toList(),
        Stream.concat(notes.stream(), other.notes.stream()).distinct().toList());
  }

  /** Whether nothing was refused. */
  public boolean complete() {
    return grants.stream().noneMatch(Grant::isRefused);
  }

  /**
   * The result for one receiver and one image.
   *
   * @param reason why it was refused
   */
  public record Grant(Grantee grantee, Outcome outcome, Optional<String> reason) {
    /** The possible results. */
    public enum Outcome {
      /** It will be changed, or would be in a dry run. */
      PLANNED,
      /** It was granted just now. */
      GRANTED,
      /** It existed before. */
      ALREADY,
      /** It was removed just now. */
      REVOKED,
      /** There was none to remove. */
      ABSENT,
      /** The cloud does not allow it, or would not. */
      REFUSED
    }

    /** A result without a reason. */
    public static Grant of(Grantee grantee, Outcome outcome) {
      return new Grant(grantee, outcome, Optional.empty());
    }

    /** A permission that the cloud refuses. */
    public static Grant refused(Grantee grantee, String reason) {
      return new Grant(grantee, Outcome.REFUSED, Optional.of(reason));
    }

    public boolean isRefused() {
      return outcome == Outcome.REFUSED;
    }
  }
}
