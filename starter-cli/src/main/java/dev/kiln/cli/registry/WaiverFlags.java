package dev.kiln.cli.registry;

import dev.kiln.model.registry.Rule;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The requirements that a user can waive. Images must always be available. */
@Command
final class WaiverFlags {
  @Option(
      names = "--allow-unvalidated",
      description = "Accept images that were never validated, but not images that failed.")
  private boolean unvalidated;

  @Option(
      names = "--allow-less-shared",
      description = "Accept images that are shared with fewer receivers than the current ones.")
  private boolean lessShared;

  @Option(
      names = "--allow-fewer-regions",
      description = "Accept a release that lacks regions or architectures of the current one.")
  private boolean fewerRegions;

  Set<Rule> waived() {
    Set<Rule> waived = EnumSet.noneOf(Rule.class);
    if (unvalidated) {
      waived.add(Rule.VALIDATED);
    }
    if (lessShared) {
      waived.add(Rule.SHARED);
    }
    if (fewerRegions) {
      waived.add(Rule.REGIONS);
    }
    return waived;
  }
}
