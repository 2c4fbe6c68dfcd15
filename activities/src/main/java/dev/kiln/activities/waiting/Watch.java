package dev.kiln.activities.waiting;

import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.RepeatedRefusal;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the state of many things of one kind in one region together, as long as anyone waits for
 * one of them, in a {@link Rhythm} that the youngest wait sets.
 *
 * @param <K> the ID of an awaited thing
 * @param <S> its state
 */
public final class Watch<K, S> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Function<Set<K>, Map<K, S>> read;
  private final ScheduledExecutorService timer;
  private final Map<OpenWait<?>, Entry<K, S>> waiting = new ConcurrentHashMap<>();
  private final Rhythm rhythm = new Rhythm();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** How often reading has failed in a row; only the timer's thread counts. */
  private int refusals;

  /**
   * Creates an idle watch.
   *
   * @param read returns the states of the things that exist; may be slow, may fail
   */
  public Watch(String name, Function<Set<K>, Map<K, S>> read) {
    this.read = read;
    this.timer = Executors.newScheduledThreadPool(1, task -> OpenWaits.daemon(task, name));
  }

  /** Decides after each reading whether the wait is over. */
  @FunctionalInterface
  public interface Observer<S> {
    /**
     * Looks at a state and settles the wait if it is over.
     *
     * @param state absent if the cloud does not know the thing, either not yet or no longer
     * @param waited how long this wait has lasted
     */
    void observe(Optional<S> state, Duration waited);
  }

  private record Entry<K, S>(K key, Observer<S> observer, long since) {}

  /** Waits for one thing until its observer settles {@code wait}. */
  public void add(K key, OpenWait<?> wait, Observer<S> observer) {
    waiting.put(wait, new Entry<>(key, observer, System.nanoTime()));
    schedule(rhythm.pause(Duration.ZERO));
  }

  private void schedule(Duration pause) {
    if (!timer.isShutdown() && scheduled.compareAndSet(false, true)) {
      Future<?> unused = timer.schedule(this::tick, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    scheduled.set(false);
    waiting.keySet().removeIf(OpenWait::isSettled);
    if (waiting.isEmpty()) {
      return;
    }
    try {
      SharedReading<K, S> reading = SharedReading.of(keys(), read);
      refusals = 0;
      waiting.forEach((wait, entry) -> observe(wait, entry, reading));
    } catch (ApplicationFailure passing) {
      tell(new RepeatedRefusal(++refusals, passing.getOriginalMessage()));
    } catch (RuntimeException broken) {
      LOG.warn("event=watch_failed", broken);
    }
    waiting.keySet().removeIf(OpenWait::isSettled);
    if (!waiting.isEmpty()) {
      schedule(pause());
    }
  }

  private void tell(RepeatedRefusal refusal) {
    String detail =
        refusal.times() < RepeatedRefusal.NOTABLE ? refusal.reason() : refusal.toString();
    waiting.keySet().forEach(wait -> wait.detail(detail));
    LOG.info("event=read_failed times={} reason=\"{}\"", refusal.times(), refusal.reason());
  }

  private void observe(OpenWait<?> wait, Entry<K, S> entry, SharedReading<K, S> reading) {
    ApplicationFailure refused = reading.refused().get(entry.key());
    if (refused != null) {
      wait.fail(refused);
      return;
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - entry.since());
    try {
      entry.observer().observe(Optional.ofNullable(reading.states().get(entry.key())), waited);
      if (wait.isSettled()) {
        rhythm.ended(waited);
      }
    } catch (ApplicationFailure failed) {
      if (failed.isNonRetryable()) {
        wait.fail(failed);
      } else {
        LOG.info("event=observation_failed reason=\"{}\"", failed.getOriginalMessage());
      }
    } catch (RuntimeException broken) {
      wait.fail(
          FailureType.CLOUD_UNAVAILABLE.failure(
              "cannot judge the state of " + entry.key(), broken));
    }
  }

  private Set<K> keys() {
    Set<K> keys = ConcurrentHashMap.newKeySet();
    waiting.values().forEach(entry -> keys.add(entry.key()));
    return keys;
  }

  private Duration pause() {
    long youngest =
        waiting.values().stream().mapToLong(Entry::since).max().orElse(System.nanoTime());
    return rhythm.pause(Duration.ofNanos(System.nanoTime() - youngest));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
