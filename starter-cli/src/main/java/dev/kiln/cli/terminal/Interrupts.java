package dev.kiln.cli.terminal;

/** Calls back when the user presses Ctrl-C. */
@FunctionalInterface
public interface Interrupts {
  /** From now until the watch is closed, calls {@code action} for each interrupt. */
  Watch watch(Runnable action);

  /** The interrupts of this process. */
  static Interrupts ofProcess() {
    return new SignalInterrupts("INT");
  }

  /** Closing it restores the previous handler. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
