package dev.kiln.cli.capture;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.progress.CaptureProgress;
import dev.kiln.cli.regions.RegionNarration;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.capture.CaptureWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of creating an image of an instance, each once. */
final class CaptureNarration implements Narration<CaptureProgress> {
  private final Style style;
  private final RegionNarration regions;
  private Optional<CaptureWorkflow.Stage> shown = Optional.empty();

  CaptureNarration(Style style) {
    this.style = style;
    this.regions = new RegionNarration(style, true);
  }

  @Override
  public List<String> news(CaptureProgress progress) {
    CaptureWorkflow.Report report = progress.report();
    List<String> lines = new ArrayList<>();
    if (!shown.equals(Optional.of(report.stage()))
        && report.stage() != CaptureWorkflow.Stage.DONE) {
      shown = Optional.of(report.stage());
      lines.add("  " + style.ahead() + now(report) + "...");
    }
    lines.addAll(regions.news(report.regions()));
    return lines;
  }

  @Override
  public List<String> underWay(CaptureProgress progress, String spinner) {
    return List.of(
        spinner
            + " "
            + now(progress.report())
            + progress.percent().map(" (%d%%)"::formatted).orElse(""));
  }

  private static String now(CaptureWorkflow.Report report) {
    return report.stage().label() + report.ami().map(id -> " of " + id).orElse("");
  }
}
