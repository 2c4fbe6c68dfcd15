package dev.kiln.cli.regions;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.copy.RegionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Narrates copies between regions, each step once. */
public final class RegionNarration {
  private final Style style;
  private final boolean titled;
  private final Map<Cell, RegionReport.State> shown = new HashMap<>();
  private final Set<RegionalAmi> sources = new HashSet<>();

  private record Cell(Architecture architecture, Region region) {}

  /**
   * Creates a narration that has printed nothing yet.
   *
   * @param titled whether to print the source of the copies first
   */
  public RegionNarration(Style style, boolean titled) {
    this.style = style;
    this.titled = titled;
  }

  /** The lines about events since the last call. */
  public List<String> news(List<RegionReport> regions) {
    List<String> lines = new ArrayList<>();
    boolean several = regions.stream().map(RegionReport::architecture).distinct().count() > 1;
    for (RegionReport report : regions) {
      RegionReport.State before =
          shown.put(new Cell(report.architecture(), report.region()), report.state());
      if (report.source().isPresent() && before != report.state()) {
        if (titled && sources.add(report.source().get())) {
          lines.add("");
          lines.add(style.bold("Copying " + report.source().get()) + "...");
        }
        String name = report.region() + (several ? " (" + report.architecture() + ")" : "");
        lines.add("  " + line(name, report));
      }
    }
    return lines;
  }

  private String line(String name, RegionReport report) {
    String ami = report.ami().map(Object::toString).orElse("");
    return switch (report.state()) {
      case COPIED ->
          "%s%s: %s (copied in %s)"
              .formatted(style.done(), name, ami, HumanText.duration(report.took()));
      case REUSED -> "%s%s: %s (already there)".formatted(style.done(), name, ami);
      case FAILED -> style.failed() + name + ": " + style.bad("failed");
      case CANCELLED -> style.failed() + name + " is no longer waited for";
      case COPYING -> style.ahead() + name + ": copying...";
      case WAITING, BUILT -> name;
    };
  }
}
