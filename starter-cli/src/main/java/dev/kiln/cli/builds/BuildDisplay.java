package dev.kiln.cli.builds;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.follow.RefusalNarration;
import dev.kiln.cli.follow.StageText;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.progress.Percentage;
import dev.kiln.cli.regions.RegionText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.Stage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text output of a build. */
public record BuildDisplay(Style style, Clock clock)
    implements Display<BuildWorkflow.Request, BuildSnapshot, BuildWorkflow.Report> {

  @Override
  public List<String> head(BuildWorkflow.Request request, Run run) {
    List<String> lines = new ArrayList<>(new ChainText(style).lines(request.layers()));
    lines.add("");
    lines.add("Build ID: " + run.id());
    run.webUi().ifPresent(link -> lines.add("Web UI:   " + link));
    return lines;
  }

  @Override
  public Narration<BuildSnapshot> narration(boolean live) {
    return new BuildNarration(style, clock, !live);
  }

  @Override
  public List<String> summary(BuildWorkflow.Request request, BuildWorkflow.Report report) {
    return new BuildSummary(style, clock).succeeded(report);
  }

  @Override
  public List<String> failed(Optional<BuildSnapshot> last, WorkFailure failure) {
    return new BuildSummary(style, clock)
        .failed(
            last.map(known -> known.build().layers()).orElse(List.of()),
            failure.kind() == WorkFailure.Kind.CANCELLED);
  }

  /** A kept builder is useless while its cloud is not running. */
  @Override
  public Optional<String> noteOnFailure(BuildWorkflow.Request request, Connection connection) {
    return connection
        .cloudAgain()
        .filter(command -> request.policy().keepFailed())
        .map(
            command ->
                "the cloud of a kept builder ends with this command; start it again with "
                    + command);
  }

  @Override
  public List<String> status(BuildSnapshot progress, Run run, Standing standing) {
    Table head =
        new Table()
            .row("Build ID:", run.id())
            .row("State:", standing.state())
            .row("Elapsed:", HumanText.duration(standing.elapsed()))
            .row("Progress:", Percentage.of(progress) + "%");
    run.webUi().ifPresent(link -> head.row("Web UI:", link));
    List<String> lines = new ArrayList<>(head.lines(""));
    lines.add("Layers:");
    lines.addAll(layers(progress).lines("  "));
    if (!progress.build().regions().isEmpty()) {
      lines.addAll(new RegionText(Style.PLAIN).underWay(progress.copies()));
    }
    lines.addAll(RefusalNarration.all(progress.obstacles()));
    return lines;
  }

  private static Table layers(BuildSnapshot snapshot) {
    Table table = new Table();
    for (BuildWorkflow.LayerReport layer : snapshot.build().layers()) {
      List<Stage.Progress> stages = snapshot.stages(layer.key());
      table.row(
          layer.key().template() + " (" + layer.key().architecture() + "):",
          layer.state().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
          layer.ami().map(Object::toString).orElse("-"),
          stages.isEmpty() ? "" : running(stages.get(stages.size() - 1)));
    }
    return table;
  }

  private static String running(Stage.Progress stage) {
    return stage.state() == Stage.Progress.State.RUNNING ? StageText.name(stage) : "";
  }

  @Override
  public String statusCommand() {
    return "kiln build status";
  }
}
