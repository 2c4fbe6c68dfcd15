package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one image's permissions.
 *
 * @param grants one for each receiver
 * @param notes what the receivers must know or do beside
 */
public record SharingOutcome(RegionalAmi image, List<Grant> grants, List<String> notes) {
  public SharingOutcome {
    grants = List.copyOf(grants);
    notes = List.copyOf(notes);
  }

  /** Both of what became of the same image. */
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
   * What became of one receiver's permission on one image.
   *
   * @param reason why it was refused
   */
  public record Grant(Grantee grantee, Outcome outcome, Optional<String> reason) {
    /** What can become of it. */
    public enum Outcome {
      /** It will be changed, or would be in a dry run. */
      PLANNED,
      /** It was granted just now. */
      GRANTED,
      /** It was there before. */
      ALREADY,
      /** It was taken away just now. */
      REVOKED,
      /** There was none to take away. */
      ABSENT,
      /** The cloud does not allow it, or would not. */
      REFUSED
    }

    /** One that has no more to say. */
    public static Grant of(Grantee grantee, Outcome outcome) {
      return new Grant(grantee, outcome, Optional.empty());
    }

    /** One that cannot be given. */
    public static Grant refused(Grantee grantee, String reason) {
      return new Grant(grantee, Outcome.REFUSED, Optional.of(reason));
    }

    public boolean isRefused() {
      return outcome == Outcome.REFUSED;
    }
  }
}
