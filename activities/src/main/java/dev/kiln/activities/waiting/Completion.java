package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import org.jspecify.annotations.Nullable;

/** Reports to the server about one open activity. */
interface Completion {
  void complete(@Nullable Object result);

  void fail(Exception failure);

  void cancelled();

  /**
   * Reports that the activity is alive.
   *
   * @throws ActivityCompletionException if the activity is no longer wanted, or the server was not
   *     reached
   */
  void beat(String detail);

  /** Reports through Temporal's own client for this purpose. */
  static Completion of(ActivityCompletionClient client, byte[] taskToken) {
    return new Completion() {
      @Override
      public void complete(@Nullable Object result) {
        client.complete(taskToken, result);
      }

      @Override
      public void fail(Exception failure) {
        client.completeExceptionally(taskToken, failure);
      }

      @Override
      public void cancelled() {
        client.reportCancellation(taskToken, "cancelled");
      }

      @Override
      public void beat(String detail) {
        client.heartbeat(taskToken, detail);
      }
    };
  }
}
