package dev.kiln.workflows.image;

import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a build treats its builders. None of this is part of the hash: it changes how an image is
 * made, not its content.
 *
 * @param spot try spot capacity first, then on-demand
 * @param keepFailed leave the builder of a failed build running, tagged with its expiry
 * @param lifetime the time after a builder's longest possible work until anyone may remove it; it
 *     covers the waits for capacity, the agent and the image
 * @param grace how long a run goes on after the last one has stopped waiting for it
 */
public record BuilderPolicy(boolean spot, boolean keepFailed, Duration lifetime, Duration grace) {
  public static final BuilderPolicy DEFAULT =
      new BuilderPolicy(false, false, Duration.ofHours(24), Duration.ofSeconds(5));

  /** The expiry of a builder that is launched now: later than the end of its work. */
  Instant expiry(Instant now, List<SetupStep> steps, List<Check> checks) {
    Duration work =
        Stream.concat(steps.stream().map(SetupStep::timeout), checks.stream().map(Check::timeout))
            .reduce(Duration.ZERO, Duration::plus);
    return now.plus(work).plus(lifetime);
  }

  /** Whether somebody could learn from the instance of a run that failed like this. */
  boolean isWorthKeeping(TemporalFailure failure) {
    return keepFailed
        && !FailureType.BUILDER_LOST.isCauseOf(failure)
        && !CancellationScope.current().isCancelRequested();
  }
}
