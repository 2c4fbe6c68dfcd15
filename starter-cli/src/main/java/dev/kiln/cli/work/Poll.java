package dev.kiln.cli.work;

import io.temporal.client.WorkflowException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Polls the progress of one workflow. It may remember earlier answers, so each follower has its
 * own.
 */
public interface Poll<P, R> {
  /** The current progress; empty if no worker answers. */
  Optional<P> ask();

  /** The last progress, completed with details that are still available. */
  P end(R report);

  /** Whether the progress itself tells what is refused again and again. */
  default boolean tellsObstacles() {
    return false;
  }

  /** A poll that sends one query. */
  static <P, R> Poll<P, R> of(Supplier<P> query, Function<R, P> end) {
    return new Poll<>() {
      @Override
      public Optional<P> ask() {
        try {
          return Optional.of(query.get());
        } catch (WorkflowException unanswered) {
          return Optional.empty();
        }
      }

      @Override
      public P end(R report) {
        return end.apply(report);
      }
    };
  }

  /** For work that reports nothing before its end. */
  static <P, R> Poll<P, R> onlyAtTheEnd(Function<R, P> end) {
    return new Poll<>() {
      @Override
      public Optional<P> ask() {
        return Optional.empty();
      }

      @Override
      public P end(R report) {
        return end.apply(report);
      }
    };
  }
}
