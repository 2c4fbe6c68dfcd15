package dev.kiln.workflows.image;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;

/**
 * How a build treats its builders. None of this enters the hash: it changes how an image is made,
 * not what is in it.
 *
 * @param spot try spot capacity first, then on-demand
 * @param keepFailed leave the builder of a failed build running, tagged with its expiry
 * @param lifetime after which whatever a build left behind may be removed by anyone
 * @param grace how long a run goes on when nobody waits for it any more
 */
public record BuilderPolicy(boolean spot, boolean keepFailed, Duration lifetime, Duration grace) {
  public static final BuilderPolicy DEFAULT =
      new BuilderPolicy(false, false, Duration.ofHours(24), Duration.ofSeconds(5));

  /** Whether there is something to see on the instance of a run that failed like this. */
  boolean isWorthKeeping(TemporalFailure failure) {
    return keepFailed
        && !FailureType.BUILDER_LOST.isCauseOf(failure)
        && !CancellationScope.current().isCancelRequested();
  }
}
