package dev.kiln.integration.image;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gates, by name, behind which activities wait until a test lets them on. */
final class Gates {
  private static final long LOOK_NANOS = 20_000_000;

  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private final Phaser arrivals = new Phaser(1);

  public void close(String gate) {
    closed.add(gate);
  }

  public void open(String gate) {
    closed.remove(gate);
  }

  /** Opens all. */
  public void open() {
    closed.clear();
  }

  /** Somebody is at a gate. */
  public void arrive() {
    arrivals.arrive();
  }

  /** Waits until so many have been. */
  public void awaitArrivals(int count) throws Exception {
    while (arrivals.getPhase() < count) {
      arrivals.awaitAdvanceInterruptibly(arrivals.getPhase(), 30, TimeUnit.SECONDS);
    }
  }

  /** Keeps the running activity, beating, until none of these gates is closed. */
  public void pass(String... gates) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    while (!Collections.disjoint(closed, List.of(gates))) {
      context.heartbeat("held");
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
