package dev.kiln.cli.work;

import dev.kiln.workflows.copy.RegionReport;
import java.util.List;
import java.util.stream.Collectors;

/** Explains work that succeeded in some regions and failed in others. */
final class PartialRegions {
  private PartialRegions() {}

  /**
   * Returns the explanation.
   *
   * @param retry the command that does the rest
   */
  static String sentence(String subject, List<RegionReport> regions, String retry) {
    List<RegionReport> failed =
        regions.stream().filter(region -> region.problem().isPresent()).toList();
    String reasons =
        failed.stream()
            .map(region -> region.region() + ": " + region.problem().orElse(""))
            .collect(Collectors.joining("; "));
    return "%s is partial: %d of %d regions failed (%s); finished images stay; do the rest with %s"
        .formatted(subject, failed.size(), regions.size(), reasons, retry);
  }
}
