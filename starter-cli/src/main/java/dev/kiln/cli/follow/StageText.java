package dev.kiln.cli.follow;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.image.Stage;
import java.time.Duration;

/** One step of a run in words. */
public final class StageText {
  private StageText() {}

  /** The step's name, with a label if there are several. */
  public static String name(Stage.Progress stage) {
    return stage.stage().verb() + stage.label().map(label -> ", " + label).orElse("");
  }

  /** The result of the step. */
  public static String ended(Style style, String layer, Stage.Progress stage) {
    boolean failed = stage.state() == Stage.Progress.State.FAILED;
    Duration took = stage.took().orElse(Duration.ZERO);
    String outcome = failed ? "failed" : stage.detail().isEmpty() ? "done" : stage.detail();
    return "%s%s: %s: %s%s"
        .formatted(
            failed ? style.failed() : style.done(),
            layer,
            name(stage),
            failed ? style.bad(outcome) : outcome,
            took.toSeconds() == 0 ? "" : style.dim(" (" + HumanText.duration(took) + ")"));
  }
}
