package dev.kiln.cli.terminal;

import java.util.Optional;
import java.util.OptionalInt;

/** The terminal that stdout is connected to, if any. */
@FunctionalInterface
public interface Terminal {
  /** Its current width in columns; empty if stdout is not a terminal. */
  OptionalInt columns();

  /** Asks the user for a line; empty if there is no user, as in a pipe. */
  default Optional<String> ask(String question) {
    return Optional.empty();
  }

  /** The terminal of this process, if it has one. */
  static Terminal ofProcess() {
    return new PosixTerminal();
  }

  /** A file or a pipe. */
  static Terminal none() {
    return OptionalInt::empty;
  }
}
