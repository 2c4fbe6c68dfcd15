package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import org.jspecify.annotations.Nullable;

/** What can be told to the server about one open activity. */
interface Completion {
  void complete(@Nullable Object result);

  void fail(Exception failure);

  void cancelled();

  /**
   * Says that the activity is alive.
   *
   * @throws ActivityCompletionException if it is wanted no more, or the server was not reached
   */
  void beat(String detail);

  /** Over the client that Temporal gives for this. */
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
