package dev.kiln.cli.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A question that a worker answers with a short workflow.
 *
 * @param contract the workflow that answers
 * @param id makes the workflow id from a unique suffix
 * @param summary one line for the Web UI
 * @param undertaking the action for an error message, such as {@code list images}; empty if the
 *     workflow's own failures are whole sentences
 * @param call calls the workflow
 * @param limit how long to wait for the answer; empty for no limit
 */
public record Question<W, A>(
    Class<W> contract,
    UnaryOperator<String> id,
    String summary,
    Optional<String> undertaking,
    Function<W, A> call,
    Optional<Duration> limit) {

  /** A question without a time limit. */
  public Question(
      Class<W> contract,
      UnaryOperator<String> id,
      String summary,
      Optional<String> undertaking,
      Function<W, A> call) {
    this(contract, id, summary, undertaking, call, Optional.empty());
  }
}
