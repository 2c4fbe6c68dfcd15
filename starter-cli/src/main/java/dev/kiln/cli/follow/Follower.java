package dev.kiln.cli.follow;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.terminal.Interrupts;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stays with a workflow until it ends, tells what is new, and hands on the user's wish to stop. The
 * end itself is awaited and not polled for.
 *
 * @param <P> the answer to its query
 */
public final class Follower<P> {
  private static final Duration PAUSE = Duration.ofMillis(700);
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final WorkflowStub workflow;
  private final Interrupts interrupts;
  private final Supplier<P> query;
  private final Consumer<P> news;
  private final Runnable cancelling;

  /**
   * Prepares.
   *
   * @param query asks the workflow; may fail while no worker answers
   * @param news is given each answer
   * @param cancelling is told when the user has asked to stop
   */
  public Follower(
      WorkflowStub workflow,
      Interrupts interrupts,
      Supplier<P> query,
      Consumer<P> news,
      Runnable cancelling) {
    this.workflow = workflow;
    this.interrupts = interrupts;
    this.query = query;
    this.news = news;
    this.cancelling = cancelling;
  }

  /**
   * Returns the result.
   *
   * @throws ExecutionException with the failure that the workflow ended in
   * @throws CliFailure if the user has asked twice to leave
   */
  public <R> R follow(Class<R> type) throws ExecutionException {
    CompletableFuture<R> result = workflow.getResultAsync(type);
    Interruption interruption = new Interruption();
    boolean cancelled = false;
    Interrupts.Watch watch = interrupts.watch(interruption::raise);
    try {
      CompletableFuture<Optional<P>> asked = CompletableFuture.supplyAsync(this::ask);
      while (!result.isDone()) {
        if (interruption.isRaised() && !cancelled) {
          cancelled = true;
          cancelling.run();
          workflow.cancel();
        }
        if (interruption.isRaisedTwice()) {
          throw CliFailure.interrupted("left the workflow while it was cancelled");
        }
        if (asked.isDone()) {
          asked.join().ifPresent(news);
          asked = CompletableFuture.supplyAsync(this::ask);
        }
        await(result, interruption.next());
      }
      lastLook(asked).ifPresent(news);
      return result.join();
    } catch (CompletionException failed) {
      throw new ExecutionException(failed.getCause() == null ? failed : failed.getCause());
    } finally {
      watch.close();
    }
  }

  /** What was said at the end, if it is said soon: the worker may be gone by now. */
  private Optional<P> lastLook(CompletableFuture<Optional<P>> asked) {
    return asked
        .thenApplyAsync(before -> ask())
        .completeOnTimeout(Optional.empty(), LAST_LOOK.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private Optional<P> ask() {
    try {
      return Optional.of(query.get());
    } catch (WorkflowException unanswered) {
      return Optional.empty();
    }
  }

  private static void await(CompletableFuture<?> result, CompletableFuture<?> interrupt) {
    try {
      CompletableFuture.anyOf(result, interrupt).get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException timeToLook) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFailure.interrupted("cannot follow the workflow: this thread was interrupted");
    }
  }
}
