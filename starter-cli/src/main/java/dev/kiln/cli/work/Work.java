package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of work that a workflow does for a user: a build, a copy, a deletion. Everything that
 * starts, follows, explains, documents or retries such work goes through this type, from the
 * command line or elsewhere, so it contains nothing about terminals.
 *
 * @param <Q> the request: the whole input of the workflow
 * @param <P> the progress
 * @param <R> the report: the result of the workflow
 */
public interface Work<Q, P, R> {
  /** The facts about this kind of work. */
  Kind<Q, R> kind();

  /** The identity of a request. */
  Ticket ticket(Q request);

  /** Polls the progress of a running workflow. */
  Poll<P, R> poll(WorkflowClient client, String workflowId);

  /** The last progress of work that ended with this report. */
  P end(R report);

  /** Whether completed work is only partly done. */
  default boolean isPartial(P progress) {
    return false;
  }

  /**
   * Why the work is incomplete; empty if it is complete.
   *
   * @param retry the command that finishes it
   */
  Optional<String> shortfall(Q request, R report, String retry);

  /** The document of detached work. */
  Map<String, Object> started(Q request, Run run);

  /** The document of work in its current state. */
  Map<String, Object> status(P progress, Run run, Standing standing);

  /** The document of work when no worker answers. */
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
   * The request that finishes an earlier one; empty if nothing is missing.
   *
   * @throws WorkFailure if this kind of work cannot be retried, or its subject is gone
   */
  default Optional<Q> again(Earlier<Q, P> earlier) {
    throw WorkFailure.unusable(
        "cannot retry %s '%s': only work of these kinds can be retried: %s; run its command again"
            .formatted(kind().noun(), earlier.id(), KnownWork.retriable()));
  }
}
