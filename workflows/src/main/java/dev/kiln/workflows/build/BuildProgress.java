package dev.kiln.workflows.build;

import dev.kiln.workflows.copy.RegionReport;
import java.util.List;

/** How far a build is: {@code layers} and {@code regions} as in the report to come. */
public record BuildProgress(
    String buildId, String name, List<LayerReport> layers, List<RegionReport> regions) {
  public BuildProgress {
    layers = List.copyOf(layers);
    regions = List.copyOf(regions);
  }
}
