package dev.kiln.cli.registry;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RegistryActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text output of a channel move. */
public record MoveDisplay<Q>(Style style)
    implements Display<Q, MoveChannelWorkflow.Report, MoveChannelWorkflow.Report> {

  @Override
  public List<String> summary(Q request, MoveChannelWorkflow.Report report) {
    return lines(report);
  }

  @Override
  public List<String> status(MoveChannelWorkflow.Report progress, Run run, Standing standing) {
    return lines(progress);
  }

  private List<String> lines(MoveChannelWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(head(report));
    lines.addAll(images(report));
    report.parameters().forEach(one -> lines.add("  " + parameter(one)));
    if (!report.violations().isEmpty()) {
      lines.add("");
      lines.add("Reasons against it:");
      report.violations().forEach(violation -> lines.add("  " + style.failed() + violation));
    }
    return lines;
  }

  private String head(MoveChannelWorkflow.Report report) {
    String channel = report.template() + " " + report.channel();
    String from =
        report.before().map(before -> ", was " + before.label()).orElse(", which was empty");
    String to = report.release().label();
    return switch (report.outcome()) {
      case MOVED -> style.done() + channel + " is now " + to + from;
      case ALREADY -> style.done() + channel + " is " + to + " already";
      case PLANNED -> style.ahead() + channel + " would be " + to + from;
      case REFUSED -> style.failed() + channel + " does not become " + to + from;
    };
  }

  private String parameter(RegistryActivities.PublishedParameter one) {
    return one.problem()
        .map(problem -> style.failed() + "parameters in " + one.region() + ": " + problem)
        .orElseGet(
            () ->
                "%s in %s %s"
                    .formatted(
                        one.name(),
                        one.region(),
                        one.ami().map(ami -> "is " + ami).orElse("is removed")));
  }

  private static List<String> images(MoveChannelWorkflow.Report report) {
    Table table = new Table();
    for (Release.Entry entry : report.release().entries()) {
      Optional<String> before =
          report
              .before()
              .flatMap(old -> old.image(entry.region(), entry.architecture()))
              .map(old -> old.ami().value())
              .filter(old -> !old.equals(entry.image().ami().value()));
      table.row(
          entry.region().value(),
          entry.architecture().toString(),
          entry.image().ami().value(),
          before.map(old -> "was " + old).orElse(""));
    }
    return table.lines("  ");
  }
}
