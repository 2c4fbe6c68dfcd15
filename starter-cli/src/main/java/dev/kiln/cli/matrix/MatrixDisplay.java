package dev.kiln.cli.matrix;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.matrix.MatrixReport;
import dev.kiln.workflows.matrix.MatrixRequest;
import java.util.ArrayList;
import java.util.List;

/** Many builds as people see them. */
public record MatrixDisplay(Style style)
    implements Display<MatrixRequest, MatrixReport, MatrixReport> {

  @Override
  public List<String> head(MatrixRequest request, Run run) {
    return new MatrixText(request).head(run);
  }

  @Override
  public Narration<MatrixReport> narration(boolean live) {
    return new MatrixNarration(style);
  }

  @Override
  public List<String> summary(MatrixRequest request, MatrixReport report) {
    return MatrixText.summary(report);
  }

  @Override
  public List<String> status(MatrixReport progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Build ID: " + run.id());
    lines.add("State:    " + standing.state());
    run.webUi().ifPresent(link -> lines.add("Web UI:   " + link));
    lines.addAll(MatrixText.table(progress.requested()));
    lines.add(MatrixText.counts(progress));
    return lines;
  }
}
