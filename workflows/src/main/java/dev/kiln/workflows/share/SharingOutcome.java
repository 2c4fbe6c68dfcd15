package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import java.util.List;

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

  /** Whether nothing was refused. */
  public boolean complete() {
    return grants.stream().noneMatch(Grant::isRefused);
  }
}
