package dev.kiln.activities.waiting;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps any number of activities open and alive with a few threads, which end when idle. */
public final class OpenWaits implements AutoCloseable {
  /**
   * A heartbeat is a call to the server and back. At 50 ms each, this many at once serve 300 waits
   * a second: about 4,000 within their heartbeat timeout.
   */
  private static final int BEATS_AT_ONCE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(OpenWaits.class);

  private final ActivityCompletionClient completion;
  private final Set<OpenWait<?>> open = ConcurrentHashMap.newKeySet();
  private final Set<OpenWait<?>> beating = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;
  private final ThreadPoolExecutor beaters;

  /**
   * Starts the heartbeats.
   *
   * @param beat well below the heartbeat timeout; also the time until a cancellation arrives
   */
  public OpenWaits(WorkflowClient client, Duration beat) {
    this.completion = client.newActivityCompletionClient();
    this.timer = Executors.newScheduledThreadPool(1, task -> daemon(task, "kiln-heartbeat"));
    this.beaters =
        new ThreadPoolExecutor(
            BEATS_AT_ONCE,
            BEATS_AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "kiln-beat"));
    beaters.allowCoreThreadTimeOut(true);
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            this::beatAll, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Keeps the running activity open after its method returns. */
  public <T extends @Nullable Object> OpenWait<T> open(ActivityExecutionContext context) {
    context.doNotCompleteOnReturn();
    return open(Completion.of(completion, context.getTaskToken()));
  }

  <T extends @Nullable Object> OpenWait<T> open(Completion activity) {
    OpenWait<T> wait = new OpenWait<>(activity);
    open.add(wait);
    return wait;
  }

  /** Skips a wait whose last heartbeat has not returned yet. */
  private void beatAll() {
    open.removeIf(OpenWait::isSettled);
    for (OpenWait<?> wait : open) {
      if (beating.add(wait)) {
        beaters.execute(() -> beat(wait));
      }
    }
  }

  private void beat(OpenWait<?> wait) {
    try {
      wait.beat();
    } catch (RuntimeException broken) {
      LOG.warn("event=heartbeat_failed", broken);
    } finally {
      beating.remove(wait);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    beaters.shutdownNow();
    open.forEach(OpenWait::abandon);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
