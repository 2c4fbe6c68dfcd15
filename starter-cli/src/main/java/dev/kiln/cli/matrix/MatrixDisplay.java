package dev.kiln.cli.matrix;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.List;

/** The text output of {@code build-all}. */
public record MatrixDisplay(Style style)
    implements Display<MatrixWorkflow.Request, MatrixWorkflow.Report, MatrixWorkflow.Report> {

  @Override
  public List<String> head(MatrixWorkflow.Request request, Run run) {
    return new MatrixText(request).head(run);
  }

  @Override
  public Narration<MatrixWorkflow.Report> narration(boolean live) {
    return new MatrixNarration(style);
  }

  @Override
  public List<String> summary(MatrixWorkflow.Request request, MatrixWorkflow.Report report) {
    return MatrixText.summary(report);
  }

  @Override
  public List<String> status(MatrixWorkflow.Report progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Build ID: " + run.id());
    lines.add("State:    " + standing.state());
    run.webUi().ifPresent(link -> lines.add("Web UI:   " + link));
    lines.addAll(MatrixText.table(progress.requested()));
    lines.add(MatrixText.counts(progress));
    return lines;
  }
}
