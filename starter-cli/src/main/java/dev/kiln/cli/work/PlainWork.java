package dev.kiln.cli.work;

import io.temporal.client.WorkflowClient;

/** Work whose progress has the form of the report to come. */
interface PlainWork<Q, R> extends Work<Q, R, R> {
  /** Asks the workflow how far it is. */
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
