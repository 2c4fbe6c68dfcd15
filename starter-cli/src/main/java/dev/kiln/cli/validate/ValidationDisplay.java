package dev.kiln.cli.validate;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.Verdict;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.ArrayList;
import java.util.List;

/** The text output of a validation. */
public record ValidationDisplay(Style style)
    implements Display<
        ValidateWorkflow.Request, List<ValidateWorkflow.Result>, ValidateWorkflow.Report> {

  @Override
  public List<String> head(ValidateWorkflow.Request request, Run run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold("Validating " + request.name())
            + " with %s%s"
                .formatted(
                    HumanText.count(request.checks().size(), "check"),
                    request.everywhere() ? " in all regions that have it" : ""));
    lines.add("Validation ID: " + run.id());
    run.webUi().ifPresent(link -> lines.add("Web UI:        " + link));
    return lines;
  }

  @Override
  public Narration<List<ValidateWorkflow.Result>> narration(boolean live) {
    return new ValidationNarration(style);
  }

  @Override
  public List<String> summary(ValidateWorkflow.Request request, ValidateWorkflow.Report report) {
    return lines(new Verdict(report.images()));
  }

  @Override
  public List<String> status(List<ValidateWorkflow.Result> progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Validation ID: " + run.id());
    lines.add("State:         " + standing.state());
    lines.addAll(lines(new Verdict(progress)));
    return lines;
  }

  private List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    for (ValidateWorkflow.Result image : verdict.relevant()) {
      lines.add(line(image));
      image.checks().forEach(check -> lines.add("  " + line(check)));
      image.detail().ifPresent(detail -> lines.add(detail.indent(2).stripTrailing()));
    }
    if (!verdict.absent().isEmpty()) {
      lines.add(
          "No image in %s: %s"
              .formatted(
                  HumanText.count(verdict.absent().size(), "region"),
                  String.join(", ", verdict.absent())));
    }
    return lines;
  }

  private String line(ValidateWorkflow.Result image) {
    String where = ValidationNarration.place(image.key());
    String ami = image.ami().map(Object::toString).orElse("no image");
    String took = style.dim(" (" + HumanText.duration(image.took()) + ")");
    return switch (image.state()) {
      case PASSED -> style.done() + where + ": " + ami + " passed" + took;
      case FAILED -> style.failed() + where + ": " + ami + style.bad(" failed") + took;
      case NOT_RUN ->
          style.ahead()
              + where
              + ": "
              + ami
              + " booted, but no check ran: this machine cannot run scripts";
      case ABSENT -> style.ahead() + where + ": no image";
      case MISSING ->
          style.failed()
              + "%s: %s; build it there, or copy it".formatted(where, style.bad("no image"));
      case ERROR -> style.failed() + where + ": " + ami + style.bad(" could not be tested");
      case WAITING -> style.ahead() + where + ": " + ami + " is waiting";
      case TESTING -> style.ahead() + where + ": " + ami + " is being tested";
    };
  }

  private String line(CheckResult check) {
    String name = check.name() + " (" + check.layer() + ")";
    if (!check.ran()) {
      return style.ahead() + "not run: " + name;
    }
    if (check.holds()) {
      return style.done() + "holds: " + name;
    }
    String output = check.output().isBlank() ? "(none)" : check.output().strip();
    return "%s%s: %s: %s; exit code %d, output: %s"
        .formatted(
            style.failed(),
            style.bad("does not hold"),
            name,
            check.violation().orElse(""),
            check.exitCode(),
            output.replace("\n", "\n      "));
  }
}
