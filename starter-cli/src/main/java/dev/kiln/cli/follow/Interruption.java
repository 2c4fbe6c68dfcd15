package dev.kiln.cli.follow;

import java.util.concurrent.CompletableFuture;

/** Ctrl-C: once to cancel, twice to exit without waiting. */
final class Interruption {
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();

  /** The user has pressed Ctrl-C. */
  void raise() {
    if (!first.complete(null)) {
      second.complete(null);
    }
  }

  boolean isRaised() {
    return first.isDone();
  }

  boolean isRaisedTwice() {
    return second.isDone();
  }

  /** Sets the action for the next Ctrl-C. */
  CompletableFuture<Void> next() {
    return first.isDone() ? second : first;
  }
}
