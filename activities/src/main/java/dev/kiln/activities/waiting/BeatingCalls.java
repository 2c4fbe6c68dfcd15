package dev.kiln.activities.waiting;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Beats for every activity while its method runs, so that a call whose worker died is soon made by
 * another, however long such a call may take. A cancellation does not interrupt the method: what a
 * call has begun, it ends.
 */
public final class BeatingCalls extends WorkerInterceptorBase implements AutoCloseable {
  private final Duration beat;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(1, task -> OpenWaits.daemon(task, "kiln-call-heartbeat"));

  /**
   * Beats for nothing yet.
   *
   * @param beat well below the heartbeat timeout; a shorter call sends no beat at all
   */
  public BeatingCalls(Duration beat) {
    this.beat = beat;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Beating(next);
  }

  private final class Beating extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Beating(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext ofOneActivity) {
      context = ofOneActivity;
      super.init(ofOneActivity);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityExecutionContext running = Objects.requireNonNull(context);
      Future<?> beats =
          timer.scheduleWithFixedDelay(
              () -> beat(running), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return super.execute(input);
      } finally {
        beats.cancel(false);
      }
    }
  }

  private static void beat(ActivityExecutionContext context) {
    if (context.isDoNotCompleteOnReturn()) {
      return; // an open wait beats for itself, with its details
    }
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException notWanted) {
      return; // the method ends all the same, and the server makes of its end what it likes
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
