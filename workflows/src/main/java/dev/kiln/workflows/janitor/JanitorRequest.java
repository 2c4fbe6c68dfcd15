package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import java.util.List;

/**
 * Where to look for what has expired.
 *
 * @param regions never empty
 * @param everywhere in all regions of the account, which the first of {@code regions} knows
 * @param dryRun only tell
 */
public record JanitorRequest(List<Region> regions, boolean everywhere, boolean dryRun) {
  public JanitorRequest {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("cannot look for what has expired: no region; name one");
    }
  }

  /** All regions that an account has. */
  public static JanitorRequest everywhere(Region any) {
    return new JanitorRequest(List.of(any), true, false);
  }
}
