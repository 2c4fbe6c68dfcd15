package dev.kiln.cli.build;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.RegionText;
import dev.kiln.cli.follow.BuildSnapshot;
import dev.kiln.cli.follow.StageText;
import dev.kiln.cli.json.BuildDocument;
import dev.kiln.cli.json.JsonText;
import dev.kiln.cli.json.RegionDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells how far a build is; {@code ami status} and {@code build status} say the same. */
public final class BuildStatusReport {
  private final Invocation invocation;
  private final Connection connection;

  public BuildStatusReport(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Whether an id is that of a build. */
  public static boolean isAbout(String id) {
    return id.startsWith(BuildWorkflow.PREFIX);
  }

  /** Prints it; a build that failed is no failure of the command that tells so. */
  public int print(String id) {
    StartedBuild build = StartedBuild.find(connection, id);
    Optional<BuildSnapshot> snapshot = build.snapshot();
    if (invocation.options().json()) {
      invocation.printJson(document(build, snapshot));
    } else {
      invocation.print(text(build, snapshot));
    }
    return ExitCode.OK;
  }

  private Map<String, Object> document(StartedBuild build, Optional<BuildSnapshot> snapshot) {
    Map<String, Object> document =
        BuildDocument.head(build.id(), build.state(), connection.webUi(build.id()));
    document.put("name", snapshot.map(known -> known.build().name()));
    document.put("elapsed_seconds", JsonText.seconds(build.elapsed(invocation.console().clock())));
    document.put("percent", snapshot.map(Percentage::of));
    document.put("layers", snapshot.map(known -> BuildDocument.layers(known.build().layers())));
    document.put("regions", snapshot.map(known -> RegionDocument.of(known.build().regions())));
    document.put("error", build.failure().map(Throwable::getMessage));
    return document;
  }

  private List<String> text(StartedBuild build, Optional<BuildSnapshot> snapshot) {
    String elapsed = HumanText.duration(build.elapsed(invocation.console().clock()));
    Table head =
        new Table()
            .row("Build ID:", build.id())
            .row("State:", build.state())
            .row("Elapsed:", elapsed)
            .row(
                "Progress:",
                snapshot
                    .map(known -> Percentage.of(known) + "%")
                    .orElse("unknown: no worker answers"));
    connection.webUi(build.id()).ifPresent(link -> head.row("Web UI:", link));
    List<String> lines = new ArrayList<>(head.lines(""));
    snapshot.ifPresent(known -> lines.addAll(layers(known)));
    build.failure().map(CliFailure::getMessage).ifPresent(lines::add);
    return lines;
  }

  private static List<String> layers(BuildSnapshot snapshot) {
    Table table = new Table();
    for (BuildWorkflow.LayerReport layer : snapshot.build().layers()) {
      List<Stage.Progress> stages = snapshot.stages(layer.key());
      table.row(
          layer.key().template() + " (" + layer.key().architecture() + "):",
          layer.state().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
          layer.ami().map(Object::toString).orElse("-"),
          stages.isEmpty() ? "" : stage(stages.get(stages.size() - 1)));
    }
    List<String> lines = new ArrayList<>(List.of("Layers:"));
    lines.addAll(table.lines("  "));
    if (!snapshot.build().regions().isEmpty()) {
      lines.addAll(new RegionText(Style.PLAIN).underWay(snapshot.copies()));
    }
    return lines;
  }

  private static String stage(Stage.Progress stage) {
    return stage.state() == Stage.Progress.State.RUNNING ? StageText.name(stage) : "";
  }
}
