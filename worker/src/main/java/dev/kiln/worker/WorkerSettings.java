package dev.kiln.worker;

import java.time.Duration;

/**
 * How a worker behaves towards its Temporal server.
 *
 * @param beat how often calls and open waits say that they are alive; well below their heartbeat
 *     timeout of 15 s, and the longest time a cancellation takes to reach a wait
 * @param stickyTimeout how long the server keeps a workflow's next task for the worker that has it
 *     cached; the in-memory server never gives such a task to another worker, so there it is zero
 * @param grace how long calls that run may take to finish when the worker is closed; with the
 *     in-memory server nobody is left to ask for them, and a user waits for the prompt
 */
public record WorkerSettings(Duration beat, Duration stickyTimeout, Duration grace) {
  /** Against a real server. */
  public static WorkerSettings production() {
    return new WorkerSettings(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  /** In one process with an in-memory server. */
  public static WorkerSettings embedded() {
    return new WorkerSettings(Duration.ofMillis(500), Duration.ZERO, Duration.ZERO);
  }
}
