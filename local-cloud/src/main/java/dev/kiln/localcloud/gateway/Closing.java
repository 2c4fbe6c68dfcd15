package dev.kiln.localcloud.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends early when the cloud closes. */
final class Closing {
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Waits for the time given, or until the end.
   *
   * @return whether it was the end
   */
  boolean outlast(Duration time) {
    try {
      return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void end() {
    over.countDown();
  }
}
