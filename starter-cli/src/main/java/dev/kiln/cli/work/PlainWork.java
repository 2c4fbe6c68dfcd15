package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;

/** Work whose progress has the same type as its report. */
interface PlainWork<Q, R> extends Work<Q, R, R> {
  /** Queries the workflow's progress. */
  R query(WorkflowClient client, String workflowId);

  @Override
  default Poll<R, R> poll(WorkflowClient client, String workflowId) {
    return Poll.of(() -> query(client, workflowId), this::end);
  }

  @Override
  default R end(R report) {
    return report;
  }
}
