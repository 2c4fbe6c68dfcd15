package dev.kiln.cli.stack;

import dev.kiln.cli.connect.RunningStack;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a stack from another process. */
record StackEnd(RunningStack stack) {
  private static final long PATIENCE_SECONDS = 30;

  /** Stops the stack's process and its server; false if it was not running. */
  boolean stop() {
    return stop(stack.process().process());
  }

  /** Stops the server that a killed process left behind; false if there was none. */
  boolean stopServer() {
    return stop(stack.server().process());
  }

  private static boolean stop(Optional<ProcessHandle> running) {
    running.ifPresent(
        process -> {
          process.destroy();
          try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
          } catch (TimeoutException | ExecutionException stubborn) {
            process.destroyForcibly();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    return running.isPresent();
  }
}
