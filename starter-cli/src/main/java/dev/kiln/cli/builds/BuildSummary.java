package dev.kiln.cli.builds;

import dev.kiln.cli.regions.RegionText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.model.image.TreeText;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.CheckResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last lines of a build: its images, their build times and the time saved. */
final class BuildSummary {
  /** In minutes; for less, Kiln does not print the line. */
  private static final double WORTH_TELLING = 0.05;

  private final Style style;
  private final Clock clock;

  BuildSummary(Style style, Clock clock) {
    this.style = style;
    this.clock = clock;
  }

  /** The lines of a build that ended without a report. */
  List<String> failed(List<BuildWorkflow.LayerReport> layers, boolean cancelled) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (!layers.isEmpty()) {
      lines.add(
          style.failed() + style.bold(style.bad(cancelled ? "Build cancelled" : "Build failed")));
      lines.addAll(table(layers).lines("  "));
    }
    return lines;
  }

  /** The lines of a build that ended with a report. */
  List<String> succeeded(BuildWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s%s: %s in %s (%s)"
            .formatted(
                report.isPartial() ? style.failed() : style.done(),
                report.isPartial()
                    ? style.bold(style.bad("Build partial"))
                    : style.bold(style.good("Build complete")),
                report.name(),
                report.region(),
                HumanText.duration(report.elapsed())));
    lines.addAll(table(report.layers()).lines("  "));
    if (!report.regions().isEmpty()) {
      lines.addAll(new RegionText(style).lines(report.regions()));
    }
    double saved =
        report.layers().stream().mapToDouble(BuildWorkflow.LayerReport::savedMinutes).sum();
    if (saved >= WORTH_TELLING) {
      lines.add("  Reuse saved " + HumanText.minutes(saved) + ".");
    }
    top(report.layers())
        .ifPresent(
            ami ->
                lines.add(style.dim("Next: kiln ami describe " + ami + ", kiln ami tree " + ami)));
    return lines;
  }

  private Table table(List<BuildWorkflow.LayerReport> layers) {
    Table table = new Table();
    boolean several =
        layers.stream().map(layer -> layer.key().architecture()).distinct().count() > 1;
    for (BuildWorkflow.LayerReport layer : layers) {
      String name = layer.key().template();
      table.row(
          (several ? name + " " + layer.key().architecture() : name) + ":",
          layer.ami().map(Object::toString).orElse("-"),
          word(layer.state()),
          details(layer));
    }
    return table;
  }

  /** The result of a layer, in one word. */
  private static String word(BuildWorkflow.LayerReport.State state) {
    return switch (state) {
      case WAITING -> "not started";
      case BUILDING -> "building";
      case BUILT -> "built";
      case COPYING -> "copying";
      case COPIED -> "copied";
      case REUSED -> "reused";
      case NOT_NEEDED -> "not needed";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  private String details(BuildWorkflow.LayerReport layer) {
    List<String> details = new ArrayList<>();
    if (layer.state() == BuildWorkflow.LayerReport.State.BUILT) {
      details.add("in " + HumanText.duration(layer.took()));
      details.add(checks(layer.checks()));
    } else if (layer.state() == BuildWorkflow.LayerReport.State.COPIED) {
      details.add("in " + HumanText.duration(layer.took()));
      details.addAll(layer.notes());
    } else if (layer.state() == BuildWorkflow.LayerReport.State.REUSED) {
      layer.created().ifPresent(at -> details.add("built " + HumanText.age(at, clock.instant())));
    }
    layer.storedBytes().ifPresent(bytes -> details.add(TreeText.bytes(bytes)));
    return String.join(", ", details);
  }

  /** A check that did not run proves nothing about the image, so it is counted separately. */
  private static String checks(List<CheckResult> checks) {
    long passed = checks.stream().filter(CheckResult::holds).count();
    long notRun = checks.stream().filter(check -> !check.ran()).count();
    return HumanText.count(passed, "check")
        + " passed"
        + (notRun == 0 ? "" : ", " + notRun + " not run: this machine cannot run scripts");
  }

  private static Optional<String> top(List<BuildWorkflow.LayerReport> layers) {
    return layers.isEmpty()
        ? Optional.empty()
        : layers.get(layers.size() - 1).ami().map(Object::toString);
  }
}
