package dev.kiln.workflows.share;

import java.util.List;

/**
 * What became of a change of permissions.
 *
 * @param outcomes one for each image, in the order of the request
 */
public record ShareReport(List<SharingOutcome> outcomes) {
  public ShareReport {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether nothing was refused anywhere. */
  public boolean complete() {
    return outcomes.stream().allMatch(SharingOutcome::complete);
  }
}
