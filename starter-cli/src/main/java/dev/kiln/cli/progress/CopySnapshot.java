package dev.kiln.cli.progress;

import dev.kiln.workflows.RepeatedRefusal;
import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Copies at one moment.
 *
 * @param said the cloud's messages about running copies, by the ids of their runs
 */
public record CopySnapshot(List<RegionReport> regions, Map<String, String> said) {
  public CopySnapshot {
    regions = List.copyOf(regions);
    said = Map.copyOf(said);
  }

  /** The cloud's message about the copy in a region. */
  public Optional<String> said(RegionReport region) {
    return region
        .source()
        .flatMap(source -> Optional.ofNullable(said.get(CopyWorkflow.id(source, region.region()))));
  }

  /** Copies that are refused again and again, by their region. */
  public Map<String, RepeatedRefusal> obstacles() {
    Map<String, RepeatedRefusal> obstacles = new TreeMap<>();
    for (RegionReport region : regions) {
      said(region)
          .flatMap(RepeatedRefusal::parse)
          .ifPresent(refusal -> obstacles.put("copy to " + region.region(), refusal));
    }
    return obstacles;
  }

  /** The percentage of a copy: 100 if it is done, else the cloud's, else unknown. */
  public OptionalInt percent(RegionReport region) {
    return switch (region.state()) {
      case COPIED, REUSED, BUILT -> OptionalInt.of(100);
      case WAITING, FAILED, CANCELLED -> OptionalInt.of(0);
      case COPYING ->
          said(region)
              .flatMap(PendingDetail::percentIn)
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty());
    };
  }
}
