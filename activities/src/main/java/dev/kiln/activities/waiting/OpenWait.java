package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An activity that goes on after its method has returned. The first call that settles it counts;
 * later calls have no effect.
 *
 * @param <T> the activity's result; {@code @Nullable Void} for an activity without one
 */
public final class OpenWait<T extends @Nullable Object> {
  private final Completion completion;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile String detail = "";
  private volatile Runnable whenGone = () -> {};

  OpenWait(Completion completion) {
    this.completion = completion;
  }

  /**
   * The value for the method to return: {@code null}. Java requires one, and Temporal ignores it,
   * because the result comes later through {@link #complete}.
   */
  @SuppressWarnings("NullAway") // nobody reads it
  public T resultComesLater() {
    return null;
  }

  /** Sets the text that the Web UI shows beside the pending activity. */
  public void detail(String shown) {
    detail = shown;
  }

  /** Sets the undo that runs if the activity is cancelled or its workflow has ended. */
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

  /** Ends the activity with its result. */
  public void complete(T result) {
    settle(() -> completion.complete(result));
  }

  /** Ends this attempt of the activity; the failure's type says whether another follows. */
  public void fail(ApplicationFailure failure) {
    settle(() -> completion.fail(ShortTrace.of(failure)));
  }

  /** Reports to the server that the wait is alive, and learns whether it is still wanted. */
  void beat() {
    if (isSettled()) {
      return;
    }
    try {
      completion.beat(detail);
    } catch (ActivityCompletionException refused) {
      if (isOrWraps(refused, ActivityCanceledException.class)) {
        settle(
            () -> {
              whenGone.run();
              completion.cancelled();
            });
      } else if (isOrWraps(refused, ActivityNotExistsException.class)) {
        settle(whenGone);
      }
      // Otherwise the server was not reached. The next beat tries again; if none gets through, the
      // server gives the wait to another worker.
    }
  }

  /** The client wraps the server's answer in a failure of its own. */
  private static boolean isOrWraps(Throwable failure, Class<? extends Throwable> wanted) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (wanted.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets the activity silently: this worker stops, and another continues the wait. */
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
      // The server no longer knows the activity: there is nothing left to report.
      return;
    }
  }
}
