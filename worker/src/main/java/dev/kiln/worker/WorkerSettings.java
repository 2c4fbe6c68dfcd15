package dev.kiln.worker;

import java.time.Duration;

/**
 * How a worker behaves towards its Temporal server.
 *
 * @param beat how often calls and open waits report that they are alive; well below their heartbeat
 *     timeout of 15 s, and the longest time until a cancellation reaches a wait
 * @param stickyTimeout how long the server keeps a workflow's next task for the worker that has the
 *     workflow cached; zero for the in-memory server, which never gives such a task to another
 *     worker
 * @param grace how long running calls may take to finish when the worker closes; zero with the
 *     in-memory server, because nobody would ask for their results and a user waits for the prompt
 */
public record WorkerSettings(Duration beat, Duration stickyTimeout, Duration grace) {
  /** For a real server. */
  public static WorkerSettings production() {
    return new WorkerSettings(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  /** For an in-memory server in the same process. */
  public static WorkerSettings embedded() {
    return new WorkerSettings(Duration.ofMillis(500), Duration.ZERO, Duration.ZERO);
  }
}
