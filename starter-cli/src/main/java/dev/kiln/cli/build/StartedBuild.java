package dev.kiln.cli.build;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.BuildFailures;
import dev.kiln.cli.follow.BuildPoll;
import dev.kiln.cli.follow.BuildSnapshot;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A build that some command has started, found by its id. */
public final class StartedBuild {
  /** Who has not answered by then is no worker that is there. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final Connection connection;
  private final String id;
  private final WorkflowExecutionDescription description;

  private StartedBuild(Connection connection, String id, WorkflowExecutionDescription description) {
    this.connection = connection;
    this.id = id;
    this.description = description;
  }

  /**
   * Finds it.
   *
   * @throws CliFailure if there is no such build
   */
  public static StartedBuild find(Connection connection, String id) {
    if (id.isBlank()) {
      throw CliFailure.usage("cannot find a build: its id is empty; kiln build list shows them");
    }
    if (connection.embedded()) {
      throw new CliFailure(
          "cannot find build '%s': the embedded Temporal forgets builds when their command ends;"
                  .formatted(id)
              + " start a stack that remembers them with kiln up");
    }
    try {
      return new StartedBuild(
          connection, id, connection.client().newUntypedWorkflowStub(id).describe());
    } catch (WorkflowNotFoundException unknown) {
      throw BuildFailures.unknown(id);
    }
  }

  public String id() {
    return id;
  }

  public boolean isRunning() {
    return description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /** Its state in a word, for example {@code running} or {@code succeeded}. */
  public String state() {
    return BuildState.word(description);
  }

  /** How long it has run, or ran. */
  public Duration elapsed(Clock clock) {
    Instant closed = description.getCloseTime();
    return Duration.between(description.getStartTime(), closed == null ? clock.instant() : closed);
  }

  /**
   * Asks it something.
   *
   * @throws CliFailure if no worker answers
   */
  public <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowException unanswered) {
      throw new CliFailure(
          "cannot tell how far '%s' is: no worker answers; start one with kiln worker"
              .formatted(id),
          unanswered);
    }
  }

  /** Where its layers stand; empty if no worker answers. */
  public Optional<BuildSnapshot> snapshot() {
    BuildPoll poll = new BuildPoll(connection.client(), id);
    if (description.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
      return soon(poll::ask);
    }
    BuildWorkflow.Report report = stub().getResult(BuildWorkflow.Report.class);
    BuildWorkflow.Progress end =
        new BuildWorkflow.Progress(
            report.buildId(), report.name(), report.layers(), report.regions());
    return soon(() -> Optional.of(poll.with(end))).or(() -> Optional.of(BuildSnapshot.bare(end)));
  }

  private static Optional<BuildSnapshot> soon(Supplier<Optional<BuildSnapshot>> question) {
    return CompletableFuture.supplyAsync(question)
        .completeOnTimeout(Optional.empty(), ANSWER.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Why it failed; empty if it did not. */
  public Optional<CliFailure> failure() {
    if (isRunning()
        || description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
      return Optional.empty();
    }
    try {
      stub().getResult(BuildWorkflow.Report.class);
      return Optional.empty();
    } catch (WorkflowFailedException failed) {
      return Optional.of(BuildFailures.of(id, failed, false));
    }
  }

  /**
   * Has it cancelled.
   *
   * @throws CliFailure if it has ended already
   */
  public void cancel() {
    if (!isRunning()) {
      throw new CliFailure(
          "cannot cancel build '%s': it has ended (%s); there is nothing left to stop"
              .formatted(id, state()));
    }
    try {
      stub().cancel();
    } catch (WorkflowException refused) {
      throw new CliFailure(
          "cannot cancel build '%s': %s; try again".formatted(id, refused.getMessage()), refused);
    }
  }

  /** Waits until it has ended, and tells its state then. */
  public String awaitEnd() {
    try {
      stub().getResult(BuildWorkflow.Report.class);
    } catch (WorkflowFailedException ended) {
      return find(connection, id).state();
    }
    return find(connection, id).state();
  }

  private WorkflowStub stub() {
    return connection.client().newUntypedWorkflowStub(id);
  }
}
