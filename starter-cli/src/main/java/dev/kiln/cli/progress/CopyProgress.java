package dev.kiln.cli.progress;

import dev.kiln.workflows.copy.DistributeWorkflow;
import java.util.Map;

/**
 * The progress of an image's copies.
 *
 * @param report the workflow's report
 * @param said the cloud's messages about running copies, by the ids of their runs
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
