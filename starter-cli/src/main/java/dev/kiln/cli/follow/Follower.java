package dev.kiln.cli.follow;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.terminal.Interrupts;
import dev.kiln.cli.work.Explanation;
import dev.kiln.cli.work.Poll;
import dev.kiln.cli.work.Ticket;
import dev.kiln.cli.work.Work;
import dev.kiln.cli.work.WorkFailure;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Follows work until it ends. It awaits the end instead of polling for it, so work with nothing to
 * do returns at once.
 */
final class Follower<Q, P, R> {
  private static final Duration SOONEST = Duration.ofMillis(500);
  private static final Duration LATEST = Duration.ofSeconds(2);
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final Connection connection;
  private final Work<Q, P, R> work;
  private final Ticket ticket;
  private final View<P> view;
  private final Poll<P, R> poll;
  private final Optional<Standstill> standstill;
  private final long started = System.nanoTime();

  private Optional<P> last = Optional.empty();
  private Optional<CompletableFuture<Optional<P>>> asked = Optional.empty();
  private boolean interrupted;
  private Duration pause = SOONEST;
  private long nextAsk = started;

  Follower(Connection connection, Work<Q, P, R> work, Ticket ticket, View<P> view) {
    this.connection = connection;
    this.work = work;
    this.ticket = ticket;
    this.view = view;
    this.poll = work.poll(connection.client(), ticket.id());
    this.standstill =
        Optional.of(new Standstill(connection.client(), ticket.id(), ticket.name(), view.style()))
            .filter(any -> !poll.tellsObstacles());
  }

  /** Returns when the work has ended, or after the second Ctrl-C. */
  Outcome<P, R> follow(Interrupts interrupts) {
    WorkflowStub workflow = connection.client().newUntypedWorkflowStub(ticket.id());
    CompletableFuture<R> result = workflow.getResultAsync(work.kind().report());
    Interruption interruption = new Interruption();
    Interrupts.Watch watch = interrupts.watch(interruption::raise);
    try {
      while (!result.isDone()) {
        if (interruption.isRaised() && !interrupted) {
          interrupted = true;
          view.cancelling(cancelling());
          workflow.cancel();
        }
        if (interruption.isRaisedTwice()) {
          return outcome(Optional.empty(), Optional.of(leaving()));
        }
        showNews();
        view.tick(elapsed());
        await(result, interruption.next());
      }
    } finally {
      watch.close();
    }
    return end(result);
  }

  private Outcome<P, R> outcome(Optional<R> report, Optional<WorkFailure> failure) {
    return new Outcome<>(last, report, failure, interrupted, elapsed());
  }

  private String cancelling() {
    return "Cancelling the %s: %s. Press Ctrl-C again to exit without waiting."
        .formatted(work.kind().noun(), work.kind().afterCancellation());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private void showNews() {
    if (asked.isEmpty()) {
      if (System.nanoTime() >= nextAsk) {
        asked = Optional.of(CompletableFuture.supplyAsync(this::ask));
      }
    } else if (asked.get().isDone()) {
      Optional<P> progress = asked.get().join();
      boolean news = progress.isPresent() && !progress.equals(last);
      progress.ifPresent(this::show);
      if (news) {
        standstill.ifPresent(Standstill::end);
      }
      standstill.map(Standstill::news).filter(lines -> !lines.isEmpty()).ifPresent(view::say);
      asked = Optional.empty();
      pause = news || pause.compareTo(LATEST) >= 0 ? pause : pause.plusMillis(100);
      nextAsk = System.nanoTime() + pause.toNanos();
    }
  }

  private Optional<P> ask() {
    standstill.ifPresent(Standstill::look);
    return poll.ask();
  }

  private void show(P progress) {
    last = Optional.of(progress);
    view.show(progress);
  }

  private Outcome<P, R> end(CompletableFuture<R> result) {
    try {
      R report = result.join();
      show(lastLook(() -> Optional.of(poll.end(report))).orElseGet(() -> work.end(report)));
      return outcome(Optional.of(report), Optional.empty());
    } catch (CompletionException failed) {
      lastLook(poll::ask).ifPresent(this::show);
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return outcome(
          Optional.empty(),
          Optional.of(Explanation.of(work, ticket.id(), ticket::undertaking, cause)));
    }
  }

  /** The last progress, if an answer comes soon: the worker may be gone by now. */
  private Optional<P> lastLook(Supplier<Optional<P>> look) {
    return asked
        .orElse(CompletableFuture.completedFuture(Optional.empty()))
        .thenApplyAsync(before -> look.get())
        .completeOnTimeout(Optional.empty(), LAST_LOOK.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private WorkFailure leaving() {
    connection.abandon();
    String fate =
        connection.embedded()
            ? "its clean-up ends with this process and may leave an instance; the next run of kiln"
                + " on this machine removes it"
            : "its clean-up continues without this command; follow it with kiln build status "
                + ticket.id();
    return WorkFailure.left(
        "left %s '%s' while it was being cancelled; %s"
            .formatted(work.kind().noun(), ticket.id(), fate));
  }

  /** Waits for an event, or until the view needs a redraw. */
  private void await(CompletableFuture<?> result, CompletableFuture<?> interrupt) {
    CompletableFuture<?> answer = asked.isPresent() ? asked.get() : new CompletableFuture<>();
    try {
      CompletableFuture.anyOf(result, interrupt, answer)
          .get(view.pace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException timeToLook) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFailure.interrupted(
          "cannot follow the %s: this thread was interrupted".formatted(work.kind().noun()));
    }
  }
}
