package dev.kiln.cli.registry;

import dev.kiln.model.registry.Rule;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the user takes upon himself. That images are available cannot be waived. */
@Command
final class WaiverFlags {
  @Option(
      names = "--allow-unvalidated",
      description = "Take images that were never booted and checked; never those that failed.")
  private boolean unvalidated;

  @Option(
      names = "--allow-less-shared",
      description = "Take images that some cannot launch who can launch the present ones.")
  private boolean lessShared;

  @Option(
      names = "--allow-fewer-regions",
      description = "Take a release that lacks regions or architectures of the present one.")
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
