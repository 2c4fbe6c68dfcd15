package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One activity that goes on after its method has returned. Whoever settles it first does: later
 * calls have no effect.
 */
public final class OpenWait {
  private final Completion completion;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile String detail = "";
  private volatile Runnable whenGone = () -> {};

  OpenWait(Completion completion) {
    this.completion = completion;
  }

  /** What the Web UI shows beside the pending activity. */
  public void detail(String shown) {
    detail = shown;
  }

  /** What is to be undone if the activity is cancelled or its workflow is no more. */
  public void whenGone(Runnable undo) {
    whenGone = undo;
  }

  public boolean isSettled() {
    return settled.get();
  }

  /**
   * Asks the server, before something costly is begun for this wait, whether it is still wanted.
   */
  public boolean isStillWanted() {
    beat();
    return !isSettled();
  }

  /** Ends the activity with its result; {@code null} for one that gives nothing. */
  public void complete(@org.jspecify.annotations.Nullable Object result) {
    settle(() -> completion.complete(result));
  }

  /** Ends this attempt of the activity; the failure's type says whether another follows. */
  public void fail(ApplicationFailure failure) {
    settle(() -> completion.fail(failure));
  }

  /** Tells the server that the wait is alive; notices if it is wanted no more. */
  void beat() {
    if (isSettled()) {
      return;
    }
    try {
      completion.beat(detail);
    } catch (ActivityCompletionException told) {
      if (tells(told, ActivityCanceledException.class)) {
        settle(
            () -> {
              whenGone.run();
              completion.cancelled();
            });
      } else if (tells(told, ActivityNotExistsException.class)) {
        settle(whenGone);
      }
      // Else the server was not reached: the next beat tries again, and if none gets through, the
      // server hands the wait to another worker.
    }
  }

  /** The client wraps what the server told in a failure of its own. */
  private static boolean tells(Throwable failure, Class<? extends Throwable> what) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (what.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets the activity without a word: this worker stops, and another takes it up. */
  void abandon() {
    settled.set(true);
  }

  private void settle(Runnable last) {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    try {
      last.run();
    } catch (ActivityCompletionException closedMeanwhile) {
      // The server knows the activity no more: there is nobody left to tell.
      return;
    }
  }
}
