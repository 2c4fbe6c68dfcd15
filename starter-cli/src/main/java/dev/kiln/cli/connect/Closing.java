package dev.kiln.cli.connect;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, the last first, so that nothing outlives what it needs. */
public final class Closing implements AutoCloseable {
  private final Deque<Runnable> ends = new ArrayDeque<>();

  /** Notes how something just started is ended. */
  public void add(Runnable end) {
    ends.push(end);
  }

  /** Ends everything, even if one end fails; the first failure is thrown when all is done. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!ends.isEmpty()) {
      try {
        ends.pop().run();
      } catch (RuntimeException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
