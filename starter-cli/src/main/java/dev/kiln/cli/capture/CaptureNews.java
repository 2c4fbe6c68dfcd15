package dev.kiln.cli.capture;

import dev.kiln.cli.follow.RegionNarration;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.capture.CaptureWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a capture goes on, each step once. */
final class CaptureNews {
  private final Style style;
  private final RegionNarration regions;
  private Optional<CaptureWorkflow.Stage> told = Optional.empty();

  CaptureNews(Style style) {
    this.style = style;
    this.regions = new RegionNarration(style, true);
  }

  /** What has happened since the last call. */
  List<String> of(CaptureWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    if (!told.equals(Optional.of(report.stage())) && report.stage() != CaptureWorkflow.Stage.DONE) {
      told = Optional.of(report.stage());
      String ami = report.ami().map(id -> " of " + id).orElse("");
      lines.add("  " + style.ahead() + report.stage().label() + ami + "...");
    }
    lines.addAll(regions.news(report.regions()));
    return lines;
  }
}
