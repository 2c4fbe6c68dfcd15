package dev.kiln.cli.work;

import dev.kiln.cli.progress.PendingDetail;
import dev.kiln.workflows.RepeatedRefusal;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Work started earlier, found by its workflow id. */
public final class Started<Q, P, R> {
  /** If no worker answers within this time, none is running. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private static final String STATUS = "WORKFLOW_EXECUTION_STATUS_";

  private final WorkflowClient client;
  private final Work<Q, P, R> work;
  private final String id;
  private final WorkflowExecutionDescription description;

  private Started(
      WorkflowClient client,
      Work<Q, P, R> work,
      String id,
      WorkflowExecutionDescription description) {
    this.client = client;
    this.work = work;
    this.id = id;
    this.description = description;
  }

  /**
   * Finds it.
   *
   * @throws WorkFailure if Temporal has no such workflow
   */
  public static <Q, P, R> Started<Q, P, R> find(
      WorkflowClient client, Work<Q, P, R> work, String id) {
    try {
      return new Started<>(client, work, id, client.newUntypedWorkflowStub(id).describe());
    } catch (WorkflowNotFoundException unknown) {
      throw WorkFailure.unknown(id);
    }
  }

  public String id() {
    return id;
  }

  public boolean isRunning() {
    return description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private boolean isCompleted() {
    return description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
  }

  /** What holds it up itself: a call that is refused again and again. */
  public Optional<RepeatedRefusal> obstacle() {
    return PendingDetail.refusal(client, description);
  }

  /** The current or last progress; empty if this needs a worker and none answers. */
  public Optional<P> progress() {
    Poll<P, R> poll = work.poll(client, id);
    if (!isCompleted()) {
      return soon(poll::ask);
    }
    R report = stub().getResult(work.kind().report());
    return soon(() -> Optional.of(poll.end(report))).or(() -> Optional.of(work.end(report)));
  }

  private static <T> Optional<T> soon(Supplier<Optional<T>> question) {
    return CompletableFuture.supplyAsync(question)
        .completeOnTimeout(Optional.empty(), ANSWER.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** The current state. */
  public Standing standing(Optional<P> progress, Clock clock) {
    boolean partial = isCompleted() && progress.filter(work::isPartial).isPresent();
    return new Standing(
        partial ? "partial" : word(description),
        isRunning(),
        elapsed(description, clock),
        failure().map(WorkFailure::reason));
  }

  /** The time since a workflow's start, or from start to end. */
  public static Duration elapsed(WorkflowExecutionMetadata workflow, Clock clock) {
    Instant closed = workflow.getCloseTime();
    return Duration.between(workflow.getStartTime(), closed == null ? clock.instant() : closed);
  }

  /** A workflow's state in one word: {@code running}, {@code succeeded}, {@code timed out}. */
  public static String word(WorkflowExecutionMetadata workflow) {
    boolean partial = Boolean.TRUE.equals(workflow.getMemo(BuildWorkflow.PARTIAL, Boolean.class));
    return partial
        ? "partial"
        : workflow
            .getStatus()
            .name()
            .replace(STATUS, "")
            .replace("CANCELED", "CANCELLED")
            .replace("COMPLETED", "SUCCEEDED")
            .replace('_', ' ')
            .toLowerCase(Locale.ROOT);
  }

  /** Why it failed; empty if it did not. */
  public Optional<WorkFailure> failure() {
    if (isRunning() || isCompleted()) {
      return Optional.empty();
    }
    try {
      stub().getResult(work.kind().report());
      return Optional.empty();
    } catch (WorkflowFailedException failed) {
      return Optional.of(
          Explanation.of(work, id, () -> work.ticket(request()).undertaking(), failed));
    }
  }

  /**
   * Asks it to stop.
   *
   * @throws WorkFailure if it has ended already
   */
  public void cancel() {
    String subject = work.kind().noun() + " '" + id + "'";
    if (!isRunning()) {
      throw WorkFailure.failed(
          "cannot cancel %s: it has ended (%s); there is nothing left to stop"
              .formatted(subject, word(description)));
    }
    try {
      stub().cancel();
    } catch (WorkflowException refused) {
      throw new WorkFailure(
          WorkFailure.Kind.FAILED,
          "cannot cancel %s: %s; try again".formatted(subject, refused.getMessage()),
          refused);
    }
  }

  /** Waits until it has ended and returns its final state in one word. */
  public String awaitEnd() {
    try {
      stub().getResult(work.kind().report());
    } catch (WorkflowFailedException ended) {
      return word(find(client, work, id).description);
    }
    return word(find(client, work, id).description);
  }

  /**
   * The request that finishes this work; empty if nothing is missing.
   *
   * @throws WorkFailure if it is still running, or this kind of work cannot be retried
   */
  public Optional<Q> again() {
    if (isRunning()) {
      throw WorkFailure.failed(
          "cannot retry '%s': it is still running; cancel it with kiln build cancel %s"
              .formatted(id, id));
    }
    return work.again(new Earlier<>(client, id, request(), isCompleted(), progress()));
  }

  /** The original request, read from the workflow's history. */
  private Q request() {
    try (Stream<HistoryEvent> events = client.streamHistory(id)) {
      Payloads input =
          events.findFirst().orElseThrow().getWorkflowExecutionStartedEventAttributes().getInput();
      return client
          .getOptions()
          .getDataConverter()
          .fromPayloads(0, Optional.of(input), work.kind().request(), work.kind().request());
    }
  }

  private WorkflowStub stub() {
    return client.newUntypedWorkflowStub(id);
  }
}
