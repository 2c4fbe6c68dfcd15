package dev.kiln.cli.retire;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text output of deleting, deprecating, disabling and enabling images.
 *
 * @param plan the plan behind the request; absent when only the progress is read
 */
public record RetireDisplay(Style style, Optional<RetirePlanWorkflow.Plan> plan)
    implements Display<RetireWorkflow.Request, RetireWorkflow.Report, RetireWorkflow.Report> {

  @Override
  public List<String> detached(RetireWorkflow.Request request, Run run) {
    List<String> lines = new ArrayList<>(List.of("Started " + run.id() + "."));
    run.webUi().ifPresent(link -> lines.add("Web UI: " + link));
    return lines;
  }

  @Override
  public Narration<RetireWorkflow.Report> narration(boolean live) {
    return new RetireNarration(style);
  }

  @Override
  public List<String> summary(RetireWorkflow.Request request, RetireWorkflow.Report report) {
    return new RetireText(style, report.action()).summary(report, plan);
  }

  @Override
  public List<String> status(RetireWorkflow.Report progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("ID:       " + run.id());
    lines.add("State:    " + standing.state());
    lines.add("Elapsed:  " + HumanText.duration(standing.elapsed()));
    lines.addAll(new RetireNarration(style).news(progress));
    return lines;
  }
}
