package dev.kiln.workflows.image;

import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What happens on and to a builder. */
@ActivityInterface
public interface BuilderActivities {
  /** Launches a builder, going down the ladder of zones, types and markets where capacity lacks. */
  Builder launchBuilder(LaunchRequest request);

  /** Waits until the builder runs and takes commands. */
  void awaitBuilder(Builder builder);

  /**
   * Runs one setup step; however often it is delivered, the script runs at most once.
   *
   * @param token names this step of this builder
   */
  StepOutput runStep(Builder builder, SetupStep step, String token);

  /**
   * Reads a part of what a step has printed, as much as is convenient.
   *
   * @param token of the step
   * @param from the first byte wanted
   */
  LogPage readLog(Builder builder, String token, long from);

  /** Runs the checks and tells what became of each; a check that does not hold is no failure. */
  List<CheckResult> runChecks(Builder builder, List<Check> checks, String token);

  /** Stops the builder and waits until its disks are at rest; one that hangs is forced. */
  Shutdown stopBuilder(Builder builder);
}
