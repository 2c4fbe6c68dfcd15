package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import java.util.List;
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
}
