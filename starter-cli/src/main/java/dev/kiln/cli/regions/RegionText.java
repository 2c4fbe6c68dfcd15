package dev.kiln.cli.regions;

import dev.kiln.cli.progress.CopySnapshot;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.model.image.TreeText;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.share.SharingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The regions of an image as text. */
public final class RegionText {
  private final Style style;

  public RegionText(Style style) {
    this.style = style;
  }

  /** A line for each region, and a total. */
  public List<String> lines(List<RegionReport> regions) {
    List<String> lines = new ArrayList<>(table(regions).lines("  "));
    lines.add("  " + verdict(regions));
    return lines;
  }

  private String verdict(List<RegionReport> regions) {
    long there = regions.stream().filter(region -> region.ami().isPresent()).count();
    if (there == regions.size()) {
      long distinct = regions.stream().map(RegionReport::region).distinct().count();
      return "%sAvailable in %s.".formatted(style.done(), HumanText.count(distinct, "region"));
    }
    boolean goesOn = regions.stream().anyMatch(region -> region.state().isUnderWay());
    return goesOn
        ? "%sUnder way: there in %d of %d.".formatted(style.ahead(), there, regions.size())
        : "%sPartial: there in %d of %d.".formatted(style.failed(), there, regions.size());
  }

  /** The result of copies. */
  public List<String> copies(DistributeWorkflow.Report report, boolean dryRun) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (dryRun) {
      lines.add("Would copy " + report.source() + " (" + report.name() + "):");
      Table table = new Table();
      report
          .regions()
          .forEach(
              region ->
                  table.row(
                      region.region() + ":",
                      region.ami().map(ami -> "has " + ami).orElse("copy"),
                      details(region)));
      lines.addAll(table.lines("  "));
      lines.add("Nothing was started; omit --dry-run to copy.");
      return lines;
    }
    long there = report.regions().stream().filter(region -> region.ami().isPresent()).count();
    lines.add(
        "%s%s: %s in %d of %s (%s)"
            .formatted(
                report.isPartial() ? style.failed() : style.done(),
                report.isPartial()
                    ? style.bold(style.bad("Copy partial"))
                    : style.bold(style.good("Copy complete")),
                report.name(),
                there,
                HumanText.count(report.regions().size(), "region"),
                HumanText.duration(report.elapsed())));
    lines.addAll(table(report.regions()).lines("  "));
    return lines;
  }

  /** The progress of copies. */
  public List<String> underWay(CopySnapshot snapshot) {
    Table table = new Table();
    for (RegionReport region : snapshot.regions()) {
      OptionalInt percent = snapshot.percent(region);
      table.row(
          region.region() + ":",
          region.ami().map(Object::toString).orElse("-"),
          word(region.state()),
          percent.isPresent() ? percent.getAsInt() + "%" : snapshot.said(region).orElse(""),
          details(region));
    }
    List<String> lines = new ArrayList<>(List.of("Regions:"));
    lines.addAll(table.lines("  "));
    return lines;
  }

  private static Table table(List<RegionReport> regions) {
    Table table = new Table();
    boolean several = regions.stream().map(RegionReport::architecture).distinct().count() > 1;
    for (RegionReport region : regions) {
      table.row(
          (several ? region.region() + " " + region.architecture() : region.region()) + ":",
          region.ami().map(Object::toString).orElse("-"),
          word(region.state()),
          details(region));
    }
    return table;
  }

  private static String details(RegionReport region) {
    List<String> details = new ArrayList<>();
    if (region.state() == RegionReport.State.COPIED) {
      details.add("in " + HumanText.duration(region.took()));
    }
    region.storedBytes().ifPresent(bytes -> details.add(TreeText.bytes(bytes)));
    region.key().ifPresent(key -> details.add("key " + key));
    details.addAll(region.notes());
    region
        .sharing()
        .map(RegionText::shared)
        .filter(text -> !text.isEmpty())
        .ifPresent(details::add);
    region.problem().ifPresent(details::add);
    return String.join(", ", details);
  }

  private static String shared(SharingOutcome outcome) {
    List<String> with =
        outcome.grants().stream()
            .filter(grant -> !grant.isRefused())
            .map(grant -> grant.grantee().value())
            .toList();
    List<String> parts = new ArrayList<>(outcome.notes());
    if (!with.isEmpty()) {
      parts.add(0, "shared with " + String.join(" and ", with));
    }
    return String.join(", ", parts);
  }

  /** The result in a region, in one word. */
  static String word(RegionReport.State state) {
    return switch (state) {
      case WAITING -> "waiting";
      case COPYING -> "copying";
      case COPIED -> "copied";
      case REUSED -> "reused";
      case BUILT -> "built";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }
}
