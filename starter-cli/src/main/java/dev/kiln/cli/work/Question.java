package dev.kiln.cli.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A question that a worker answers by a short workflow.
 *
 * @param contract the workflow that answers
 * @param id makes its workflow id from something unique
 * @param summary one line for the Web UI
 * @param undertaking what could not be done without an answer, as in {@code list images}; empty if
 *     the workflow's own failures are whole sentences
 * @param call asks the question
 * @param limit how long to wait for the answer; empty if for as long as it takes
 */
public record Question<W, A>(
    Class<W> contract,
    UnaryOperator<String> id,
    String summary,
    Optional<String> undertaking,
    Function<W, A> call,
    Optional<Duration> limit) {

  /** A question whose answer may take its time. */
  public Question(
      Class<W> contract,
      UnaryOperator<String> id,
      String summary,
      Optional<String> undertaking,
      Function<W, A> call) {
    this(contract, id, summary, undertaking, call, Optional.empty());
  }
}
