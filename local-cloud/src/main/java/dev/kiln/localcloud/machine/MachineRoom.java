package dev.kiln.localcloud.machine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines behind the instances. They are opened when the first one is needed, so that a call
 * that only looks something up does not wait for the probe. Work on one machine runs in the order
 * of the requests, and no caller waits for it.
 */
public final class MachineRoom implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MachineRoom.class);

  /** How long closing waits for work that ignores its interrupt. */
  private static final Duration END = Duration.ofSeconds(10);

  /** Work that may fail in its own ways. */
  @FunctionalInterface
  public interface Work {
    void on(Machines machines) throws Exception;
  }

  /** Work on layers. */
  @FunctionalInterface
  public interface LayerWork {
    void run() throws IOException;
  }

  private final Supplier<Machines> open;
  private final InstantSource clock;
  private final ReadWriteLock layers = new ReentrantReadWriteLock();
  private final Map<String, CompletableFuture<Void>> queues = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "local-cloud-machine");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Machines machines;
  private boolean closed;

  public MachineRoom(Supplier<Machines> open, InstantSource clock) {
    this.open = open;
    this.clock = clock;
  }

  /** The machines, opened now if they were not. */
  public synchronized Machines machines() {
    Machines opened = machines;
    if (opened == null) {
      if (closed) {
        throw new IllegalStateException("cannot open machines: the local cloud is closed");
      }
      opened = open.get();
      machines = opened;
    }
    return opened;
  }

  /** How scripts run here. */
  public Backend backend() {
    return machines().backend();
  }

  /** Queues work on a machine behind the work that is already queued. */
  public void afterwards(String machineId, Work work) {
    queues.compute(
        machineId,
        (id, before) -> {
          CompletableFuture<Void> start =
              before == null ? CompletableFuture.completedFuture(null) : before;
          return start.thenRunAsync(() -> attempt(id, work), threads);
        });
  }

  private void attempt(String machineId, Work work) {
    try {
      work.on(machines());
    } catch (Exception failed) {
      if (!isClosed()) {
        LOG.warn("event=machine-work-failed machine={}", machineId, failed);
      }
    }
  }

  /** Runs something at a later time, if the cloud is still open then. */
  public void at(Instant time, Runnable work) {
    long millis = Math.max(0, Duration.between(clock.instant(), time).toMillis());
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(
            () -> {
              if (!isClosed()) {
                work.run();
              }
            });
  }

  /** Makes new layers, and records their holders, while none is discarded. */
  public void keepingLayers(LayerWork work) throws IOException {
    held(layers.readLock(), work);
  }

  /** Discards layers while none is made. */
  public void alone(LayerWork work) throws IOException {
    held(layers.writeLock(), work);
  }

  private static void held(Lock lock, LayerWork work) throws IOException {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Runs something long; it is interrupted when the cloud closes. */
  public Future<?> run(Runnable work) {
    return threads.submit(work);
  }

  /**
   * Whether the machines are closed: work that fails now is no error, and the next start repeats
   * it.
   */
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      threads.shutdownNow();
      Machines opened = machines;
      if (opened != null) {
        opened.close();
      }
    }
    try {
      if (!threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("event=machine-work-goes-on seconds={}", END.toSeconds());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
