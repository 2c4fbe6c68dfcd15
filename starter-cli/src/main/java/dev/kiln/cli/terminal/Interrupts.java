package dev.kiln.cli.terminal;

/** Tells when the user presses Ctrl-C. */
@FunctionalInterface
public interface Interrupts {
  /** From now until the watch is closed, calls {@code action} for each interrupt. */
  Watch watch(Runnable action);

  /** The interrupts of this process. */
  static Interrupts ofProcess() {
    return new SignalInterrupts("INT");
  }

  /** Closing it brings back what an interrupt did before. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
