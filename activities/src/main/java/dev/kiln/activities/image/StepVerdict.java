package dev.kiln.activities.image;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.BuilderActivities;
import io.temporal.failure.ApplicationFailure;

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
    if (outcome.ending() == StepScript.Ending.INCOMPLETE) {
      throw incomplete(order, outcome);
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

  /** The script did not arrive whole, and was not started; another builder may have more luck. */
  static ApplicationFailure incomplete(CommandRuns.Order order, StepScript.Outcome outcome) {
    return FailureType.BUILDER_LOST.failure(
        "cannot run step '%s' on %s: its script did not arrive whole, and was not started: %s"
            .formatted(order.step().name(), order.builder().instance(), outcome.tail().strip()));
  }

  private static String ending(SetupStep step, int exitCode) {
    return switch (exitCode) {
      case StepScript.TIMED_OUT ->
          "it was ended after %d s (exit code 124)"
              .formatted(StepCommands.timeout(step).toSeconds());
      case StepScript.REBOOT ->
          "it asked for a reboot (exit code 194) more than %d times"
              .formatted(StepScript.MOST_REBOOTS);
      default -> "exit code " + exitCode;
    };
  }
}
