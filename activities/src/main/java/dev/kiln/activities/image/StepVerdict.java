package dev.kiln.activities.image;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.BuilderActivities;

/** Judges a script's outcome. */
final class StepVerdict {
  /** How much of the output goes into the message itself. */
  private static final int MESSAGE_CHARACTERS = 3_000;

  private StepVerdict() {}

  /**
   * Returns the output of a step that succeeded.
   *
   * @throws io.temporal.failure.ApplicationFailure with the exit code and the end of the output
   */
  static BuilderActivities.StepOutput of(CommandRuns.Order order, StepScript.Outcome outcome) {
    if (outcome.ending() == StepScript.Ending.INTERRUPTED) {
      throw order.lost("it was started and cut off");
    }
    SetupStep step = order.step();
    BuilderActivities.StepOutput output =
        new BuilderActivities.StepOutput(
            step.name(),
            outcome.exitCode(),
            Tail.of(outcome.tail(), BuilderActivities.StepOutput.TAIL_CHARACTERS),
            outcome.bytes());
    if (outcome.exitCode() == 0) {
      return output;
    }
    String shown = Tail.of(outcome.tail(), MESSAGE_CHARACTERS).stripTrailing();
    throw FailureType.SETUP_FAILED
        .builder(
            "cannot run step '%s' on %s: %s; %s"
                .formatted(
                    step.name(),
                    order.builder().instance(),
                    ending(step, outcome.exitCode()),
                    shown.isEmpty()
                        ? "it printed nothing"
                        : "the end of its output:\n" + shown.indent(2).stripTrailing()))
        .setDetails(output)
        .build();
  }

  private static String ending(SetupStep step, int exitCode) {
    return exitCode == StepScript.TIMED_OUT
        ? "it was ended after " + step.timeout().toSeconds() + " s (exit code 124)"
        : "exit code " + exitCode;
  }
}
