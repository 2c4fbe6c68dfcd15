package dev.kiln.cli.capture;

import dev.kiln.cli.regions.RegionNarration;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.capture.CaptureReport;
import dev.kiln.workflows.capture.CaptureStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a capture goes on, each step once. */
final class CaptureNews {
  private final Style style;
  private final RegionNarration regions;
  private Optional<CaptureStage> told = Optional.empty();

  CaptureNews(Style style) {
    this.style = style;
    this.regions = new RegionNarration(style, true);
  }

  /** What has happened since the last call. */
  List<String> of(CaptureReport report) {
    List<String> lines = new ArrayList<>();
    if (!told.equals(Optional.of(report.stage())) && report.stage() != CaptureStage.DONE) {
      told = Optional.of(report.stage());
      String ami = report.ami().map(id -> " of " + id).orElse("");
      lines.add("  " + style.ahead() + report.stage().label() + ami + "...");
    }
    lines.addAll(regions.news(report.regions()));
    return lines;
  }
}
