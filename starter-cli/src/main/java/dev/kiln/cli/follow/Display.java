package dev.kiln.cli.follow;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.WorkFailure;
import java.util.List;
import java.util.Optional;

/**
 * How people see a kind of work, line by line.
 *
 * @param <Q> what was asked for
 * @param <P> how far the work is
 * @param <R> how it ended
 */
public interface Display<Q, P, R> {
  /** The lines that introduce work that was just started. */
  default List<String> head(Q request, Run run) {
    return List.of();
  }

  /** The lines about work that was started and is left alone. */
  default List<String> detached(Q request, Run run) {
    return head(request, run);
  }

  /**
   * Something that turns progress into lines, each once.
   *
   * @param live whether lines below show what is under way, so that starts need no line
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

  /** A note beside a failure, for what the user can still do. */
  default Optional<String> noteOnFailure(Q request, Connection connection) {
    return Optional.empty();
  }

  /** Work as it stands; the reason of a failure follows these lines. */
  List<String> status(P progress, Run run, Standing standing);

  /** The command that shows how far the work is. */
  default String statusCommand() {
    return "kiln ami status";
  }
}
