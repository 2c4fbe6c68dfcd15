package dev.kiln.cli.follow;

import dev.kiln.cli.terminal.LiveRegion;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.image.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what has happened, and below it keeps a few lines that show what is happening. */
public final class LiveView implements BuildView {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] PLAIN_SPINNER = {"|", "/", "-", "\\"};

  private final LiveRegion region;
  private final Style style;
  private final Clock clock;
  private final BuildNarration narration;
  private Optional<BuildSnapshot> latest = Optional.empty();
  private String hint = "Ctrl-C cancels the build";
  private int ticks;

  public LiveView(LiveRegion region, Style style, Clock clock) {
    this.region = region;
    this.style = style;
    this.clock = clock;
    this.narration = new BuildNarration(style, clock, false);
  }

  @Override
  public void show(BuildSnapshot snapshot) {
    latest = Optional.of(snapshot);
    region.print(narration.news(snapshot));
  }

  @Override
  public void tick(Duration elapsed) {
    ticks++;
    List<String> lines = new ArrayList<>();
    latest.ifPresent(snapshot -> underWay(snapshot, lines));
    if (lines.isEmpty()) {
      lines.add(spinner() + " waiting for the first answer of the build");
    }
    lines.add("  " + HumanText.duration(elapsed) + " elapsed; " + hint);
    region.draw(lines);
  }

  private void underWay(BuildSnapshot snapshot, List<String> lines) {
    for (BuildWorkflow.LayerReport layer : snapshot.build().layers()) {
      if (layer.state() == BuildWorkflow.LayerReport.State.BUILDING
          || layer.state() == BuildWorkflow.LayerReport.State.COPYING) {
        List<Stage.Progress> stages = snapshot.stages(layer.key());
        String what =
            stages.isEmpty() ? "waiting for its turn" : current(stages.get(stages.size() - 1));
        String architecture =
            snapshot.architectures().size() > 1 ? " (" + layer.key().architecture() + ")" : "";
        lines.add(spinner() + " " + layer.key().template() + architecture + ": " + what);
      }
    }
    for (RegionReport region : snapshot.build().regions()) {
      if (region.state() == RegionReport.State.COPYING) {
        lines.add(
            "%s copy to %s (%s): %s"
                .formatted(
                    spinner(),
                    region.region(),
                    region.architecture(),
                    snapshot.copies().said(region).orElse("beginning")));
      }
    }
  }

  private String current(Stage.Progress stage) {
    Duration took =
        stage.took().orElseGet(() -> Duration.between(stage.startedAt(), clock.instant()));
    return StageText.name(stage) + " (" + HumanText.duration(took) + ")";
  }

  private String spinner() {
    String[] frames = style.symbols() ? SPINNER : PLAIN_SPINNER;
    return frames[ticks % frames.length];
  }

  @Override
  public void say(String line) {
    region.print(List.of(line));
  }

  @Override
  public void cancelling() {
    hint = "Ctrl-C again leaves at once";
    say(CANCELLING);
  }

  @Override
  public Duration pace() {
    return Duration.ofMillis(120);
  }

  @Override
  public void close() {
    region.close();
  }
}
