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

/** Named gates at which activities wait until a test opens them. */
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

  /** Opens all gates. */
  public void open() {
    closed.clear();
  }

  /** Reports that somebody has reached a gate. */
  public void arrive() {
    arrivals.arrive();
  }

  /** Waits until this many have reached the gate. */
  public void awaitArrivals(int count) throws Exception {
    while (arrivals.getPhase() < count) {
      arrivals.awaitAdvanceInterruptibly(arrivals.getPhase(), 30, TimeUnit.SECONDS);
    }
  }

  /** Holds the running activity, with heartbeats, until all of these gates are open. */
  public void pass(String... gates) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    while (!Collections.disjoint(closed, List.of(gates))) {
      context.heartbeat("held");
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
