package dev.kiln.cli.capture;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.progress.CaptureProgress;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.capture.CaptureWorkflow;
import java.util.List;

/** An image of an instance as people see it. */
public record CaptureDisplay(Style style)
    implements Display<CaptureWorkflow.Request, CaptureProgress, CaptureWorkflow.Report> {

  @Override
  public List<String> head(CaptureWorkflow.Request request, Run run) {
    return new CaptureText(style).head(request, run);
  }

  @Override
  public Narration<CaptureProgress> narration(boolean live) {
    return new CaptureNarration(style);
  }

  @Override
  public List<String> summary(CaptureWorkflow.Request request, CaptureWorkflow.Report report) {
    CaptureText text = new CaptureText(style);
    return request.dryRun() ? text.plan(report) : text.summary(report);
  }

  @Override
  public List<String> status(CaptureProgress progress, Run run, Standing standing) {
    return new CaptureText(style).status(progress, run, standing);
  }
}
