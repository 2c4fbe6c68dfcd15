package dev.kiln.cli.progress;

import dev.kiln.workflows.copy.DistributeWorkflow;
import java.util.Map;

/**
 * How far the copies of an image are.
 *
 * @param report what the workflow knows
 * @param said what the cloud says of the copies under way, by the ids of their runs
 */
public record CopyProgress(DistributeWorkflow.Report report, Map<String, String> said) {
  public CopyProgress {
    said = Map.copyOf(said);
  }

  /** The copies, region by region. */
  public CopySnapshot copies() {
    return new CopySnapshot(report.regions(), said);
  }
}
