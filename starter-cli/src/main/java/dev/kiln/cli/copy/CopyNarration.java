package dev.kiln.cli.copy;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.follow.RefusalNarration;
import dev.kiln.cli.progress.CopyProgress;
import dev.kiln.cli.progress.CopySnapshot;
import dev.kiln.cli.regions.RegionNarration;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.copy.RegionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The progress of copies: a line for each step and, in a terminal, a bar for each copy. */
final class CopyNarration implements Narration<CopyProgress> {
  private static final int BAR = 20;

  private final Style style;
  private final RegionNarration regions;
  private final RefusalNarration refusals;

  CopyNarration(Style style) {
    this.style = style;
    this.regions = new RegionNarration(style, false);
    this.refusals = new RefusalNarration(style);
  }

  @Override
  public List<String> news(CopyProgress progress) {
    List<String> lines = new ArrayList<>(regions.news(progress.report().regions()));
    lines.addAll(refusals.news(progress.copies().obstacles()));
    return lines;
  }

  @Override
  public List<String> underWay(CopyProgress progress, String spinner) {
    CopySnapshot copies = progress.copies();
    List<String> lines = new ArrayList<>();
    for (RegionReport region : copies.regions()) {
      if (region.state().isUnderWay()) {
        OptionalInt percent = copies.percent(region);
        String said =
            percent.isPresent()
                ? percent.getAsInt() + "%"
                : copies.said(region).orElse("beginning");
        lines.add(
            "  %-16s %s %s"
                .formatted(
                    region.region(),
                    bar(percent.orElse(0)),
                    region.state() == RegionReport.State.WAITING ? "waiting for its turn" : said));
      }
    }
    return lines;
  }

  private String bar(int percent) {
    int full = BAR * percent / 100;
    return style.symbols()
        ? "█".repeat(full) + "░".repeat(BAR - full)
        : "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }
}
