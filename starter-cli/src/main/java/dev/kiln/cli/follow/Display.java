package dev.kiln.cli.follow;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.WorkFailure;
import java.util.List;
import java.util.Optional;

/**
 * The text output of a kind of work, line by line.
 *
 * @param <Q> the request
 * @param <P> the progress
 * @param <R> the report
 */
public interface Display<Q, P, R> {
  /** The lines shown when work starts. */
  default List<String> head(Q request, Run run) {
    return List.of();
  }

  /** The lines about detached work. */
  default List<String> detached(Q request, Run run) {
    return head(request, run);
  }

  /**
   * Returns a narration, which turns progress into lines and prints each once.
   *
   * @param live whether a live region shows running steps, so their starts need no line
   */
  default Narration<P> narration(boolean live) {
    return Narration.none();
  }

  /** The last lines of work that ended with a report. */
  List<String> summary(Q request, R report);

  /** The last lines of work that ended without one; the reason follows them. */
  default List<String> failed(Optional<P> last, WorkFailure failure) {
    return List.of();
  }

  /** A note after a failure: a next step for the user. */
  default Optional<String> noteOnFailure(Q request, Connection connection) {
    return Optional.empty();
  }

  /** The current state; the reason of a failure follows these lines. */
  List<String> status(P progress, Run run, Standing standing);

  /** The command that shows the progress. */
  default String statusCommand() {
    return "kiln ami status";
  }
}
