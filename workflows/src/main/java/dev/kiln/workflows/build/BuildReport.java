package dev.kiln.workflows.build;

import dev.kiln.model.Region;
import dev.kiln.workflows.copy.RegionReport;
import java.time.Duration;
import java.util.List;

/**
 * What came of a build.
 *
 * @param layers per architecture, lowest layer first
 * @param regions per architecture, the build's own region first; empty if it went to no other
 */
public record BuildReport(
    String buildId,
    String name,
    Region region,
    List<LayerReport> layers,
    List<RegionReport> regions,
    Duration elapsed) {
  public BuildReport {
    layers = List.copyOf(layers);
    regions = List.copyOf(regions);
  }

  /** Whether the image is in some of the regions asked for and not in others. */
  public boolean isPartial() {
    return regions.stream().anyMatch(region -> region.problem().isPresent());
  }
}
