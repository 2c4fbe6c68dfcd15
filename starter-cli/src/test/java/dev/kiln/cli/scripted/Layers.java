package dev.kiln.cli.scripted;

import dev.kiln.cli.KilnRun;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.Stage;
import dev.kiln.workflows.image.Stage.Progress.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Layers of a chain of two, in all their states. */
public final class Layers {
  public static final ImageKey FOUNDATION = key("foundation", "0123456789abcdef");
  public static final ImageKey GROMACS = key("gromacs", "fedcba9876543210");
  public static final AmiId FOUNDATION_AMI = new AmiId("ami-0f0f0f0f0f0f0f0f0");
  public static final AmiId GROMACS_AMI = new AmiId("ami-0a0a0a0a0a0a0a0a0");

  private static final Instant TWO_DAYS_AGO = KilnRun.NOW.minus(Duration.ofDays(2));

  /** Five bytes precede the tail. */
  private static final BuilderActivities.StepOutput COMPILED =
      new BuilderActivities.StepOutput("compile", 0, "made it\n", Optional.of(13L));

  private Layers() {}

  private static ImageKey key(String template, String hash) {
    return new ImageKey(
        template, new TemplateHash(hash), Architecture.X86_64, new Region("us-east-1"));
  }

  public static BuildWorkflow.LayerReport waiting(ImageKey key, String... notes) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.WAITING,
        Optional.empty(),
        Duration.ZERO,
        0,
        List.of(notes));
  }

  public static BuildWorkflow.LayerReport building(ImageKey key) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.BUILDING,
        Optional.empty(),
        Duration.ZERO,
        0,
        List.of());
  }

  public static BuildWorkflow.LayerReport failed(ImageKey key) {
    return layer(
        key, BuildWorkflow.LayerReport.State.FAILED, Optional.empty(), Duration.ZERO, 0, List.of());
  }

  public static BuildWorkflow.LayerReport built(ImageKey key, AmiId ami) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.BUILT,
        Optional.of(ami),
        Duration.ofSeconds(320),
        0,
        List.of());
  }

  public static BuildWorkflow.LayerReport reused(ImageKey key, AmiId ami, String... notes) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.REUSED,
        Optional.of(ami),
        Duration.ZERO,
        62,
        List.of(notes));
  }

  public static BuildWorkflow.LayerReport notNeeded(ImageKey key) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.NOT_NEEDED,
        Optional.empty(),
        Duration.ZERO,
        0,
        List.of("the layer above exists"));
  }

  public static BuildWorkflow.LayerReport copying(ImageKey key, String note) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.COPYING,
        Optional.empty(),
        Duration.ZERO,
        0,
        List.of(note));
  }

  public static BuildWorkflow.LayerReport copied(ImageKey key, AmiId ami, String note) {
    return layer(
        key,
        BuildWorkflow.LayerReport.State.COPIED,
        Optional.of(ami),
        Duration.ofSeconds(130),
        0,
        List.of(note));
  }

  private static BuildWorkflow.LayerReport layer(
      ImageKey key,
      BuildWorkflow.LayerReport.State state,
      Optional<AmiId> ami,
      Duration took,
      double saved,
      List<String> notes) {
    List<CheckResult> checks =
        state == BuildWorkflow.LayerReport.State.BUILT
            ? List.of(new CheckResult(key.template(), "runs", true, 0, Optional.empty(), "ok"))
            : List.of();
    return new BuildWorkflow.LayerReport(
        key,
        key.template() + ".yaml",
        state,
        ami,
        ami.map(id -> key.template() + "-v1"),
        ami.map(id -> TWO_DAYS_AGO),
        Optional.empty(),
        notes,
        took,
        saved,
        checks,
        ami.map(id -> 1_234_567_890L));
  }

  /** A run whose stages are these. */
  public static ImageWorkflow.Progress run(ImageKey key, Stage.Progress... stages) {
    return new ImageWorkflow.Progress(key.template(), List.of(stages), List.of(COMPILED));
  }

  public static Stage.Progress done(Stage stage, String label, String detail, int seconds) {
    return new Stage.Progress(
        stage,
        Optional.of(label).filter(text -> !text.isEmpty()),
        State.DONE,
        detail,
        KilnRun.NOW.minusSeconds(seconds),
        Optional.of(Duration.ofSeconds(seconds)));
  }

  public static Stage.Progress running(Stage stage, String label, int seconds) {
    return new Stage.Progress(
        stage,
        Optional.of(label).filter(text -> !text.isEmpty()),
        State.RUNNING,
        "",
        KilnRun.NOW.minusSeconds(seconds),
        Optional.empty());
  }
}
