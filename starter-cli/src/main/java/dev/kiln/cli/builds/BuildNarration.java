package dev.kiln.cli.builds;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.follow.RefusalNarration;
import dev.kiln.cli.follow.StageText;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.regions.RegionNarration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.image.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Narrates a build, each line once: from two snapshots, the events between them. */
public final class BuildNarration implements Narration<BuildSnapshot> {
  private final Style style;
  private final Clock clock;
  private final boolean starts;
  private final RegionNarration regions;
  private final RefusalNarration refusals;
  private final Set<Architecture> surveyed = new HashSet<>();
  private final Set<ImageKey> begun = new HashSet<>();
  private final Set<ImageKey> ended = new HashSet<>();
  private final Map<ImageKey, List<Stage.Progress.State>> stages = new HashMap<>();

  /**
   * @param starts whether the start of a step is worth a line, or only its end
   */
  public BuildNarration(Style style, Clock clock, boolean starts) {
    this.style = style;
    this.clock = clock;
    this.starts = starts;
    this.regions = new RegionNarration(style, true);
    this.refusals = new RefusalNarration(style);
  }

  @Override
  public List<String> news(BuildSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Architecture architecture : snapshot.architectures()) {
      if (snapshot.isSurveyed(architecture)) {
        List<BuildWorkflow.LayerReport> layers = snapshot.layers(architecture);
        if (surveyed.add(architecture)) {
          narrateSurvey(layers, lines);
        }
        for (int i = 0; i < layers.size(); i++) {
          boolean onBase = i == 0 || layers.get(i - 1).ami().isEmpty();
          String below = onBase ? "" : " on " + layers.get(i - 1).ami().orElseThrow();
          narrateLayer(layers.get(i), below, snapshot, lines);
        }
      }
    }
    lines.addAll(regions.news(snapshot.build().regions()));
    lines.addAll(refusals.news(snapshot.obstacles()));
    return lines;
  }

  private void narrateSurvey(List<BuildWorkflow.LayerReport> layers, List<String> lines) {
    ImageKey any = layers.get(0).key();
    lines.add("");
    lines.add(
        style.bold("Checking for existing AMIs")
            + " in %s (%s)".formatted(any.region(), any.architecture()));
    for (BuildWorkflow.LayerReport layer : layers) {
      lines.add("  " + surveyLine(layer));
      if (layer.state() == BuildWorkflow.LayerReport.State.REUSED
          || layer.state() == BuildWorkflow.LayerReport.State.NOT_NEEDED) {
        ended.add(layer.key());
      }
    }
  }

  private String surveyLine(BuildWorkflow.LayerReport layer) {
    String name = layer.key().template();
    String notes = String.join("; ", layer.notes());
    if (layer.state() == BuildWorkflow.LayerReport.State.REUSED) {
      return "%sfound    %s: %s (hash %s%s)%s"
          .formatted(
              style.done(),
              name,
              layer.ami().map(Object::toString).orElse("an image"),
              layer.key().hash(),
              layer.created().map(at -> ", built " + HumanText.age(at, clock.instant())).orElse(""),
              notes.isEmpty() ? "" : style.notable("; " + notes));
    }
    if (layer.state() == BuildWorkflow.LayerReport.State.NOT_NEEDED) {
      return style.done() + "skipped  " + name + ": not there, and not needed: " + notes;
    }
    if (layer.state() == BuildWorkflow.LayerReport.State.COPYING
        || layer.state() == BuildWorkflow.LayerReport.State.COPIED) {
      return "%scopy     %s: %s".formatted(style.ahead(), name, notes);
    }
    return notes.isEmpty()
        ? "%smissing  %s: no AMI found for hash %s"
            .formatted(style.ahead(), name, layer.key().hash())
        : "%sbuild    %s: %s".formatted(style.ahead(), name, notes);
  }

  private void narrateLayer(
      BuildWorkflow.LayerReport layer, String below, BuildSnapshot snapshot, List<String> lines) {
    if (layer.state() == BuildWorkflow.LayerReport.State.WAITING || ended.contains(layer.key())) {
      return;
    }
    if (begun.add(layer.key())) {
      lines.add("");
      boolean copied =
          layer.state() == BuildWorkflow.LayerReport.State.COPYING
              || layer.state() == BuildWorkflow.LayerReport.State.COPIED;
      String begins = copied ? "Copying " : "Building ";
      String what = layer.key().template() + (copied ? "" : below);
      lines.add(style.bold(begins + what) + of(layer.key()) + "...");
    }
    narrateStages(layer.key(), snapshot.stages(layer.key()), lines);
    if (layer.state() != BuildWorkflow.LayerReport.State.BUILDING
        && layer.state() != BuildWorkflow.LayerReport.State.COPYING) {
      ended.add(layer.key());
      lines.add("  " + endLine(layer));
    }
  }

  private void narrateStages(ImageKey key, List<Stage.Progress> now, List<String> lines) {
    List<Stage.Progress.State> shown = stages.computeIfAbsent(key, none -> new ArrayList<>());
    if (now.size() < shown.size()) {
      shown.clear(); // another run has taken over and starts from the beginning
    }
    for (int i = 0; i < now.size(); i++) {
      Stage.Progress stage = now.get(i);
      boolean running = stage.state() == Stage.Progress.State.RUNNING;
      if (i == shown.size()) {
        shown.add(Stage.Progress.State.RUNNING);
        if (running && starts) {
          lines.add("  %s: %s...".formatted(key.template() + of(key), StageText.name(stage)));
        }
      }
      if (!running && shown.get(i) == Stage.Progress.State.RUNNING) {
        shown.set(i, stage.state());
        lines.add("  " + StageText.ended(style, key.template() + of(key), stage));
      }
    }
  }

  private String endLine(BuildWorkflow.LayerReport layer) {
    String name = layer.key().template();
    return switch (layer.state()) {
      case BUILT ->
          "%s%s AMI: %s (built in %s)"
              .formatted(
                  style.done(),
                  name,
                  layer.ami().map(Object::toString).orElse("unknown"),
                  HumanText.duration(layer.took()));
      case COPIED ->
          "%s%s AMI: %s (%s, in %s)"
              .formatted(
                  style.done(),
                  name,
                  layer.ami().map(Object::toString).orElse("unknown"),
                  String.join("; ", layer.notes()),
                  HumanText.duration(layer.took()));
      case REUSED ->
          "%s%s AMI: %s (found: another build made it meanwhile)"
              .formatted(style.done(), name, layer.ami().map(Object::toString).orElse("unknown"));
      case FAILED -> style.failed() + name + " failed";
      case CANCELLED -> style.failed() + name + " is no longer waited for";
      case NOT_NEEDED -> style.done() + name + " is not needed";
      case WAITING, COPYING, BUILDING -> name;
    };
  }

  /** Which of several architectures, in a build that has more than one. */
  private String of(ImageKey key) {
    return surveyed.size() > 1 ? " (" + key.architecture() + ")" : "";
  }

  @Override
  public List<String> underWay(BuildSnapshot snapshot, String spinner) {
    List<String> lines = new ArrayList<>();
    for (BuildWorkflow.LayerReport layer : snapshot.build().layers()) {
      if (layer.state() == BuildWorkflow.LayerReport.State.BUILDING
          || layer.state() == BuildWorkflow.LayerReport.State.COPYING) {
        List<Stage.Progress> stages = snapshot.stages(layer.key());
        String what =
            stages.isEmpty() ? "waiting for its turn" : current(stages.get(stages.size() - 1));
        String architecture =
            snapshot.architectures().size() > 1 ? " (" + layer.key().architecture() + ")" : "";
        lines.add(spinner + " " + layer.key().template() + architecture + ": " + what);
      }
    }
    for (RegionReport region : snapshot.build().regions()) {
      if (region.state() == RegionReport.State.COPYING) {
        lines.add(
            "%s copy to %s (%s): %s"
                .formatted(
                    spinner,
                    region.region(),
                    region.architecture(),
                    snapshot.copies().said(region).orElse("beginning")));
      }
    }
    return lines;
  }

  private String current(Stage.Progress stage) {
    Duration took =
        stage.took().orElseGet(() -> Duration.between(stage.startedAt(), clock.instant()));
    return StageText.name(stage) + " (" + HumanText.duration(took) + ")";
  }
}
