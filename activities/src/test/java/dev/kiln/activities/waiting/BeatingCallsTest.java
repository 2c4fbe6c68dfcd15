package dev.kiln.activities.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BeatingCallsTest {
  private final CountDownLatch heard = new CountDownLatch(2);
  private final BeatingCalls beatingCalls = new BeatingCalls(Duration.ofMillis(20));
  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkerFactoryOptions(
                  WorkerFactoryOptions.newBuilder().setWorkerInterceptors(beatingCalls).build())
              .build());

  /** A call that ends when the test says so. */
  @ActivityInterface
  public interface Call {
    String callUntilHeard();
  }

  @AfterEach
  void close() {
    environment.close();
    beatingCalls.close();
  }

  @Test
  void aRunningCallSendsHeartbeats() {
    environment.setActivityHeartbeatListener(Void.class, beat -> heard.countDown());
    environment.registerActivitiesImplementations((Call) this::untilHeard);

    assertThat(call().callUntilHeard()).isEqualTo("heard");
  }

  @Test
  void aCancellationDoesNotInterruptARunningCall() {
    AtomicInteger beats = new AtomicInteger();
    environment.setActivityHeartbeatListener(Void.class, beat -> heard.countDown());
    environment.registerActivitiesImplementations(
        (Call)
            () -> {
              environment.requestCancelActivity();
              beats.incrementAndGet();
              return untilHeard();
            });

    assertThat(call().callUntilHeard()).isEqualTo("heard");
    assertThat(beats).hasValue(1);
  }

  private String untilHeard() {
    try {
      heard.await();
      return "heard";
    } catch (InterruptedException stopped) {
      throw Activity.wrap(stopped);
    }
  }

  private Call call() {
    return environment.newActivityStub(
        Call.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setHeartbeatTimeout(Duration.ofMillis(100))
            .build());
  }
}
