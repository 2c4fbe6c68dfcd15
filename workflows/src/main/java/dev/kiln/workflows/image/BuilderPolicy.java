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
 * How a build treats its builders. None of this enters the hash: it changes how an image is made,
 * not what is in it.
 *
 * @param spot try spot capacity first, then on-demand
 * @param keepFailed leave the builder of a failed build running, tagged with its expiry
 * @param lifetime how long after its longest possible work a builder may be removed by anyone; it
 *     covers the waits for capacity, the agent and the image
 * @param grace how long a run goes on when nobody waits for it any more
 */
public record BuilderPolicy(boolean spot, boolean keepFailed, Duration lifetime, Duration grace) {
  public static final BuilderPolicy DEFAULT =
      new BuilderPolicy(false, false, Duration.ofHours(24), Duration.ofSeconds(5));

  /** When a builder that is launched now may be removed: not in the middle of its work. */
  Instant expiry(Instant now, List<SetupStep> steps, List<Check> checks) {
    Duration work =
        Stream.concat(steps.stream().map(SetupStep::timeout), checks.stream().map(Check::timeout))
            .reduce(Duration.ZERO, Duration::plus);
    return now.plus(work).plus(lifetime);
  }

  /** Whether there is something to see on the instance of a run that failed like this. */
  boolean isWorthKeeping(TemporalFailure failure) {
    return keepFailed
        && !FailureType.BUILDER_LOST.isCauseOf(failure)
        && !CancellationScope.current().isCancelRequested();
  }
}
