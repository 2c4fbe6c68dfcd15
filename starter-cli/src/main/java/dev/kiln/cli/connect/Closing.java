package dev.kiln.cli.connect;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes resources in reverse order of their start, so that none outlives its dependencies. */
public final class Closing implements AutoCloseable {
  private final Deque<Runnable> ends = new ArrayDeque<>();

  /** Adds the close action of a resource that has just started. */
  public void add(Runnable end) {
    ends.push(end);
  }

  /** Closes everything, even if one close fails; then throws the first failure. */
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
