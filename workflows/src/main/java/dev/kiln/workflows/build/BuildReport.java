package dev.kiln.workflows.build;

import dev.kiln.model.Region;
import java.time.Duration;
import java.util.List;

/**
 * What came of a build.
 *
 * @param layers per architecture, lowest layer first
 */
public record BuildReport(
    String buildId, String name, Region region, List<LayerReport> layers, Duration elapsed) {
  public BuildReport {
    layers = List.copyOf(layers);
  }
}
