package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of work that a workflow does for a user: a build, a copy, a deletion. Everything that
 * starts, follows, explains, documents or retries such work goes through this type, from the
 * command line and from anywhere else, so none of it knows of terminals.
 *
 * @param <Q> what is asked for; the whole input of the workflow
 * @param <P> how far the work is
 * @param <R> how it ended; the result of the workflow
 */
public interface Work<Q, P, R> {
  /** The facts about this kind of work. */
  Kind<Q, R> kind();

  /** What a request is known by. */
  Ticket ticket(Q request);

  /** Asks a running workflow how far it is. */
  Poll<P, R> poll(WorkflowClient client, String workflowId);

  /** The last progress of work that ended with this report. */
  P end(R report);

  /** Whether work that completed has left something undone. */
  default boolean isPartial(P progress) {
    return false;
  }

  /**
   * Why this report is less than what was asked for; empty if it is all of it.
   *
   * @param retry the command that does the rest
   */
  Optional<String> shortfall(Q request, R report, String retry);

  /** The document of work that was started and left alone. */
  Map<String, Object> started(Q request, Run run);

  /** The document of work as it stands. */
  Map<String, Object> status(P progress, Run run, Standing standing);

  /** The document of work that no worker answers for. */
  default Map<String, Object> unanswered(Run run, Standing standing) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("workflow_id", run.id());
    document.put("status", standing.state());
    document.put("web_ui", run.webUi());
    document.put("elapsed_seconds", standing.elapsed().toMillis() / 1000.0);
    document.put("error", standing.failure());
    return document;
  }

  /** The document of work that ended with a report. */
  Map<String, Object> ended(Q request, R report, Run run, Optional<String> shortfall);

  /** The document of work that ended without a report, if there is one. */
  default Optional<Map<String, Object>> failed(
      Q request, Optional<P> last, Run run, Standing standing) {
    return Optional.empty();
  }

  /**
   * The request that does the rest of an earlier one; empty if nothing is missing.
   *
   * @throws WorkFailure if this kind of work cannot be retried, or its subject is gone
   */
  default Optional<Q> again(Earlier<Q, P> earlier) {
    throw WorkFailure.unusable(
        "cannot retry %s '%s': only builds, copies, build-all and sharing can be retried; run its command again"
            .formatted(kind().noun(), earlier.id()));
  }
}
