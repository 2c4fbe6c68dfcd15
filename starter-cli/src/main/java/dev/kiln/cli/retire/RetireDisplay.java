package dev.kiln.cli.retire;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.retire.RetirePlan;
import dev.kiln.workflows.retire.RetireReport;
import dev.kiln.workflows.retire.RetireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of images as people see it.
 *
 * @param plan what the request was made from; absent where only its progress is read
 */
public record RetireDisplay(Style style, Optional<RetirePlan> plan)
    implements Display<RetireRequest, RetireReport, RetireReport> {

  @Override
  public List<String> head(RetireRequest request, Run run) {
    return List.of();
  }

  @Override
  public List<String> detached(RetireRequest request, Run run) {
    List<String> lines = new ArrayList<>(List.of("Started " + run.id() + "."));
    run.webUi().ifPresent(link -> lines.add("Web UI: " + link));
    return lines;
  }

  @Override
  public Narration<RetireReport> narration(boolean live) {
    return new RetireNarration(style);
  }

  @Override
  public List<String> summary(RetireRequest request, RetireReport report) {
    return new RetireText(style, report.action()).summary(report, plan);
  }

  @Override
  public List<String> status(RetireReport progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("ID:       " + run.id());
    lines.add("State:    " + standing.state());
    lines.add("Elapsed:  " + HumanText.duration(standing.elapsed()));
    lines.addAll(new RetireNarration(style).news(progress));
    return lines;
  }
}
