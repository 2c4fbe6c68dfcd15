package dev.kiln.cli.terminal;

import java.util.Optional;
import java.util.OptionalInt;

/** What stdout is connected to. */
@FunctionalInterface
public interface Terminal {
  /** How many columns it has now; empty if it is no terminal. */
  OptionalInt columns();

  /** Asks whoever sits there for a line; empty if nobody does, as in a pipe. */
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
