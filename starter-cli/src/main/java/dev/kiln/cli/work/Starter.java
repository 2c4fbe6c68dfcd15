package dev.kiln.cli.work;

import dev.kiln.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

/** Starts workflows, both those that do work and those that only answer a question. */
public final class Starter {
  private final WorkflowClient client;

  public Starter(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts work and returns its workflow id.
   *
   * @throws WorkFailure if the request is too large for Temporal
   */
  public <Q> String start(Work<Q, ?, ?> work, Q request) {
    Ticket ticket = work.ticket(request);
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            work.kind().contract().getSimpleName(),
            options(ticket.id(), ticket.summary())
                .setTypedSearchAttributes(ticket.attributes())
                .build());
    try {
      return stub.start(request).getWorkflowId();
    } catch (ApplicationFailure tooLarge) {
      throw WorkFailure.failed(
          "cannot start %s '%s': %s"
              .formatted(work.kind().noun(), ticket.id(), tooLarge.getOriginalMessage()));
    }
  }

  /**
   * Asks a worker a question and waits for the answer.
   *
   * @throws WorkFailure if the workflow fails, or does not answer in time
   */
  public <W, A> A ask(Question<W, A> question) {
    WorkflowOptions.Builder options =
        options(question.id().apply(UniqueId.next()), question.summary());
    question.limit().ifPresent(options::setWorkflowExecutionTimeout);
    try {
      return question.call().apply(client.newWorkflowStub(question.contract(), options.build()));
    } catch (WorkflowException | ApplicationFailure failure) {
      throw Explanation.of(question, failure);
    }
  }

  private static WorkflowOptions.Builder options(String id, String summary) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.BUILD)
        .setWorkflowId(id)
        .setStaticSummary(summary);
  }
}
