package dev.kiln.activities.waiting;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps any number of activities open and beating with one thread. */
public final class OpenWaits implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenWaits.class);

  private final ActivityCompletionClient completion;
  private final Set<OpenWait> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;

  /**
   * Starts beating.
   *
   * @param beat well below the heartbeat timeout; also the time a cancellation takes to arrive
   */
  public OpenWaits(WorkflowClient client, Duration beat) {
    this.completion = client.newActivityCompletionClient();
    this.timer = Executors.newScheduledThreadPool(1, task -> daemon(task, "kiln-heartbeat"));
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            this::beatAll, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Keeps the running activity open after its method returns, whatever that returns. */
  public OpenWait open(ActivityExecutionContext context) {
    context.doNotCompleteOnReturn();
    OpenWait wait = new OpenWait(Completion.of(completion, context.getTaskToken()));
    open.add(wait);
    return wait;
  }

  private void beatAll() {
    for (OpenWait wait : open) {
      try {
        wait.beat();
      } catch (RuntimeException broken) {
        LOG.warn("event=heartbeat_failed", broken);
      }
    }
    open.removeIf(OpenWait::isSettled);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    open.forEach(OpenWait::abandon);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
