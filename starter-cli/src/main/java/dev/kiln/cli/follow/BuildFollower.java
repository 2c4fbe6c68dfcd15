package dev.kiln.cli.follow;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.terminal.Interrupts;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Stays with a build until it ends. The end itself is awaited, not polled for, so that a build that
 * finds everything is over at once.
 */
public final class BuildFollower {
  private static final Duration SOONEST = Duration.ofMillis(500);
  private static final Duration LATEST = Duration.ofSeconds(2);

  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Connection connection;
  private final Interrupts interrupts;
  private final BuildView view;
  private final String workflowId;
  private final BuildPoll poll;
  private final long started = System.nanoTime();

  private List<BuildWorkflow.LayerReport> layers = List.of();
  private Optional<CompletableFuture<Optional<BuildSnapshot>>> asked = Optional.empty();
  private Duration pause = SOONEST;
  private long nextAsk = started;

  public BuildFollower(
      Connection connection, Interrupts interrupts, BuildView view, String workflowId) {
    this.connection = connection;
    this.interrupts = interrupts;
    this.view = view;
    this.workflowId = workflowId;
    this.poll = new BuildPoll(connection.client(), workflowId);
  }

  /** Returns when the build has ended, or when the user has asked twice to leave. */
  public BuildEnd follow() {
    WorkflowStub build = connection.client().newUntypedWorkflowStub(workflowId);
    CompletableFuture<BuildWorkflow.Report> result =
        build.getResultAsync(BuildWorkflow.Report.class);
    Interruption interruption = new Interruption();
    boolean cancelled = false;
    Interrupts.Watch watch = interrupts.watch(interruption::raise);
    try {
      while (!result.isDone()) {
        if (interruption.isRaised() && !cancelled) {
          cancelled = true;
          view.cancelling();
          build.cancel();
        }
        if (interruption.isRaisedTwice()) {
          return new BuildEnd(layers, Optional.empty(), Optional.of(leaving()), true, elapsed());
        }
        showNews();
        view.tick(elapsed());
        await(result, interruption.next());
      }
    } finally {
      watch.close();
    }
    return end(result, cancelled);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private void showNews() {
    if (asked.isEmpty()) {
      if (System.nanoTime() >= nextAsk) {
        asked = Optional.of(CompletableFuture.supplyAsync(poll::ask));
      }
    } else if (asked.get().isDone()) {
      Optional<BuildSnapshot> snapshot = asked.get().join();
      boolean news = snapshot.isPresent() && !snapshot.get().build().layers().equals(layers);
      snapshot.ifPresent(this::show);
      asked = Optional.empty();
      pause = news || pause.compareTo(LATEST) >= 0 ? pause : pause.plusMillis(100);
      nextAsk = System.nanoTime() + pause.toNanos();
    }
  }

  private void show(BuildSnapshot snapshot) {
    layers = snapshot.build().layers();
    view.show(snapshot);
  }

  private BuildEnd end(CompletableFuture<BuildWorkflow.Report> result, boolean interrupted) {
    try {
      BuildWorkflow.Report report = result.join();
      BuildWorkflow.Progress progress =
          new BuildWorkflow.Progress(
              report.buildId(), report.name(), report.layers(), report.regions());
      show(lastLook(() -> Optional.of(poll.with(progress))).orElse(BuildSnapshot.bare(progress)));
      return new BuildEnd(
          report.layers(), Optional.of(report), Optional.empty(), false, report.elapsed());
    } catch (CompletionException failed) {
      lastLook(poll::ask).ifPresent(this::show);
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      CliFailure failure = BuildFailures.of(workflowId, cause, interrupted);
      return new BuildEnd(
          layers,
          Optional.empty(),
          Optional.of(failure),
          BuildFailures.isCancelled(cause),
          elapsed());
    }
  }

  /** What the steps say at the end, if it is said soon: the worker may be gone by now. */
  private Optional<BuildSnapshot> lastLook(Supplier<Optional<BuildSnapshot>> look) {
    return asked
        .orElse(CompletableFuture.completedFuture(Optional.empty()))
        .thenApplyAsync(before -> look.get())
        .completeOnTimeout(Optional.empty(), LAST_LOOK.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private CliFailure leaving() {
    connection.abandon();
    String fate =
        connection.embedded()
            ? "its clean-up ends with this process, so an instance may be left: the next run of"
                + " kiln on this machine removes it"
            : "its clean-up goes on without this command: kiln build status " + workflowId;
    return CliFailure.interrupted(
        "left build '" + workflowId + "' while it was cancelled; " + fate);
  }

  /** Until something has happened, or for as long as the view can stand still. */
  private void await(CompletableFuture<?> result, CompletableFuture<?> interrupt) {
    CompletableFuture<?> answer = asked.isPresent() ? asked.get() : new CompletableFuture<>();
    try {
      CompletableFuture.anyOf(result, interrupt, answer)
          .get(view.pace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException timeToLook) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFailure.interrupted("cannot follow the build: this thread was interrupted");
    }
  }
}
