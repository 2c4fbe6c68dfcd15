package dev.kiln.cli.stack;

import dev.kiln.cli.terminal.Interrupts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a process until it gets a signal to stop, and delays its exit until the clean-up is done.
 */
final class Stopping {
  /** A little more than a worker takes to shut down. */
  private static final long LONGEST_CLEAN_UP_SECONDS = 25;

  private Stopping() {}

  /**
   * Waits for Ctrl-C, for SIGTERM, or for {@code broken}; then runs {@code close}.
   *
   * @param broken completes when the process cannot continue
   * @return whether a signal stopped it; false if {@code broken} completed
   */
  static boolean run(Interrupts interrupts, CompletableFuture<?> broken, Runnable close) {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    CompletableFuture<Void> cleaned = new CompletableFuture<>();
    Thread onTermination =
        new Thread(
            () -> {
              asked.complete(true);
              cleaned.completeOnTimeout(null, LONGEST_CLEAN_UP_SECONDS, TimeUnit.SECONDS).join();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(onTermination);
    Interrupts.Watch watch = interrupts.watch(() -> asked.complete(true));
    try {
      return asked.applyToEither(broken.thenApply(ended -> false), signalled -> signalled).join();
    } finally {
      // From here on Ctrl-C ends the process at once.
      watch.close();
      try {
        close.run();
      } finally {
        cleaned.complete(null);
      }
    }
  }
}
