package dev.kiln.activities.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class OpenWaitsTest {
  private final WorkflowServiceStubs unconnected =
      WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.getDefaultInstance());
  private final OpenWaits waits =
      new OpenWaits(WorkflowClient.newInstance(unconnected), Duration.ofMillis(5));

  @AfterEach
  void close() {
    waits.close();
    unconnected.shutdownNow();
  }

  @Test
  void aHeartbeatThatHangsDelaysNoOther() throws Exception {
    Beats hanging = new Beats(0);
    waits.open(hanging);
    hanging.begun.acquire();

    Beats heard = new Beats(3);
    waits.open(heard);

    heard.begun.acquire(3);
    assertThat(hanging.count).hasValue(1);
  }

  @Test
  void aSettledWaitSendsNoHeartbeats() throws Exception {
    Beats heard = new Beats(1000);
    OpenWait<String> wait = waits.open(heard);
    heard.begun.acquire();

    wait.complete("done");
    int before = heard.count.get();
    Beats other = new Beats(1000);
    waits.open(other);
    other.begun.acquire(3);

    assertThat(heard.count.get()).isLessThanOrEqualTo(before + 1);
  }

  /** Counts the calls, and returns from only so many. */
  private static final class Beats implements Completion {
    final Semaphore begun = new Semaphore(0);
    final AtomicInteger count = new AtomicInteger();
    private final int comingBack;

    Beats(int comingBack) {
      this.comingBack = comingBack;
    }

    @Override
    public void beat(String detail) {
      begun.release();
      if (count.incrementAndGet() > comingBack) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void complete(@Nullable Object result) {}

    @Override
    public void fail(Exception failure) {}

    @Override
    public void cancelled() {}
  }
}
