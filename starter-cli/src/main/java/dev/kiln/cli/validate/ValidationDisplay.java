package dev.kiln.cli.validate;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.Verdict;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.ArrayList;
import java.util.List;

/** A validation as people see it. */
public record ValidationDisplay(Style style)
    implements Display<
        ValidateWorkflow.Request, List<ValidateWorkflow.Result>, ValidateWorkflow.Report> {

  @Override
  public List<String> head(ValidateWorkflow.Request request, Run run) {
    return new ValidationText(style).head(request, run);
  }

  @Override
  public Narration<List<ValidateWorkflow.Result>> narration(boolean live) {
    return new ValidationNarration(style);
  }

  @Override
  public List<String> summary(ValidateWorkflow.Request request, ValidateWorkflow.Report report) {
    return new ValidationText(style).lines(new Verdict(report.images()));
  }

  @Override
  public List<String> status(List<ValidateWorkflow.Result> progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Validation ID: " + run.id());
    lines.add("State:         " + standing.state());
    lines.addAll(new ValidationText(style).lines(new Verdict(progress)));
    return lines;
  }
}
