package dev.kiln.cli.copy;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.progress.CopyProgress;
import dev.kiln.cli.regions.RegionText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.CopyWork;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.copy.DistributeWorkflow;
import java.util.ArrayList;
import java.util.List;

/** The text output of copies. */
public record CopyDisplay(Style style)
    implements Display<DistributeWorkflow.Request, CopyProgress, DistributeWorkflow.Report> {

  @Override
  public List<String> head(DistributeWorkflow.Request request, Run run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Copying %s (%s) to %s: %s"
            .formatted(
                request.source(),
                request.name(),
                HumanText.count(request.distribution().regions().size(), "region"),
                CopyWork.regions(request)));
    lines.add("");
    lines.add("Copy ID: " + run.id());
    run.webUi().ifPresent(link -> lines.add("Web UI:  " + link));
    lines.add("");
    return lines;
  }

  @Override
  public Narration<CopyProgress> narration(boolean live) {
    return new CopyNarration(style);
  }

  @Override
  public List<String> summary(
      DistributeWorkflow.Request request, DistributeWorkflow.Report report) {
    return new RegionText(style).copies(report, request.dryRun());
  }

  @Override
  public List<String> status(CopyProgress progress, Run run, Standing standing) {
    DistributeWorkflow.Report report = progress.report();
    List<String> lines = new ArrayList<>();
    lines.add("Copy ID:  " + run.id());
    lines.add("State:    " + standing.state());
    lines.add("Image:    " + report.source() + " (" + report.name() + ")");
    lines.add("Elapsed:  " + HumanText.duration(standing.elapsed()));
    lines.addAll(new RegionText(style).underWay(progress.copies()));
    return lines;
  }
}
