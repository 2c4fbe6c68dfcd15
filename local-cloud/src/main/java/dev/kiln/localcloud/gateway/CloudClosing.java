package dev.kiln.localcloud.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The closing of the cloud, which cuts every injected delay short. */
final class CloudClosing {
  private final CountDownLatch begun = new CountDownLatch(1);

  /** Waits for a time at most; says whether the cloud closed meanwhile. */
  boolean comesWithin(Duration time) {
    try {
      return begun.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void begin() {
    begun.countDown();
  }
}
