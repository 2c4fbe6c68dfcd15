package dev.kiln.cli.doctor;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import dev.kiln.workflows.doctor.CanaryWorkflow.Progress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The text output of a canary. */
public record CanaryDisplay(Style style)
    implements Display<CanaryWorkflow.Request, Progress, CanaryWorkflow.Report> {

  @Override
  public List<String> head(CanaryWorkflow.Request request, Run run) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Canary %s: a small image is baked in %s, booted, copied to %s and deleted."
                    .formatted(request.canaryId(), request.region(), request.copyTo())));
    run.webUi().ifPresent(link -> lines.add("Web UI: " + link));
    return lines;
  }

  @Override
  public Narration<Progress> narration(boolean live) {
    Set<Progress.Step> told = EnumSet.noneOf(Progress.Step.class);
    return progress -> {
      boolean news = told.add(progress.step());
      return news ? sentence(progress.step()) : List.of();
    };
  }

  private static List<String> sentence(Progress.Step step) {
    return switch (step) {
      case PREPARE, DONE -> List.of();
      case BAKE -> List.of("  baking, booting and copying");
      case DELETE -> List.of("  deleting all of it");
    };
  }

  @Override
  public List<String> summary(CanaryWorkflow.Request request, CanaryWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    for (BuildWorkflow.LayerReport layer : report.layers()) {
      lines.add(
          "%sbaked and booted in %s".formatted(style.done(), HumanText.duration(layer.took())));
    }
    for (RegionReport region : report.regions()) {
      if (region.region().equals(request.copyTo()) && region.problem().isEmpty()) {
        lines.add(
            "%scopied to %s in %s"
                .formatted(style.done(), request.copyTo(), HumanText.duration(region.took())));
      }
    }
    lines.add(
        report.left().isEmpty()
            ? "%sdeleted %s, nothing is left"
                .formatted(style.done(), String.join(", ", report.deleted()))
            : "%sleft: %s".formatted(style.failed(), String.join(", ", report.left())));
    lines.add(
        "It took %s and cost about $%s."
            .formatted(HumanText.duration(report.elapsed()), report.dollars().toPlainString()));
    lines.addAll(differences(report.differences()));
    return lines;
  }

  private static List<String> differences(List<String> differences) {
    if (differences.isEmpty()) {
      return List.of("Every reply is one that the local cloud gives, too.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        HumanText.count(differences.size(), "thing")
            + " in replies that the local cloud never says; please send them to Kiln's authors:");
    differences.forEach(one -> lines.add("  " + one));
    return lines;
  }

  @Override
  public List<String> status(Progress progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("ID:       " + run.id());
    lines.add("State:    " + standing.state());
    lines.add("Elapsed:  " + HumanText.duration(standing.elapsed()));
    lines.addAll(sentence(progress.step()));
    return lines;
  }
}
