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
 * Sends heartbeats for every activity while its method runs. If its worker dies, another worker
 * soon makes the call again, however long the call may take. A cancellation does not interrupt the
 * method: it finishes the call that it has begun. A failure leaves with short stack traces, or the
 * server would not keep it.
 */
public final class BeatingCalls extends WorkerInterceptorBase implements AutoCloseable {
  private final Duration beat;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(1, task -> OpenWaits.daemon(task, "kiln-call-heartbeat"));

  /**
   * Creates the interceptor.
   *
   * @param beat well below the heartbeat timeout; a call that is shorter sends no heartbeat
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
      } catch (RuntimeException failed) {
        throw ShortTrace.of(failed);
      } finally {
        beats.cancel(false);
      }
    }
  }

  private static void beat(ActivityExecutionContext context) {
    if (context.isDoNotCompleteOnReturn()) {
      return; // an open wait sends its own heartbeats, with details
    }
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException notWanted) {
      return; // the method finishes anyway, and the server decides what its result is worth
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
