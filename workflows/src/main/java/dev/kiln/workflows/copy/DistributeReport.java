package dev.kiln.workflows.copy;

import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.util.List;

/**
 * What came of a distribution, or how far it is.
 *
 * @param regions in the order in which they were named; empty until the image was looked at
 */
public record DistributeReport(
    String name, RegionalAmi source, List<RegionReport> regions, Duration elapsed) {
  public DistributeReport {
    regions = List.copyOf(regions);
  }

  /** The same, seen later than its last change. */
  public DistributeReport after(Duration sinceItsStart) {
    return new DistributeReport(name, source, regions, sinceItsStart);
  }

  /** Whether some region asked for has no image. */
  public boolean isPartial() {
    return regions.stream().anyMatch(region -> region.problem().isPresent());
  }
}
