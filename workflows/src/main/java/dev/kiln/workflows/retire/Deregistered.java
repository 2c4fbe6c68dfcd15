package dev.kiln.workflows.retire;

import java.util.List;

/**
 * What became of an image that was to be deregistered.
 *
 * @param wasThere whether it was still there
 * @param snapshots those that are known to be deleted with it
 */
public record Deregistered(boolean wasThere, List<String> snapshots) {
  public Deregistered {
    snapshots = List.copyOf(snapshots);
  }
}
