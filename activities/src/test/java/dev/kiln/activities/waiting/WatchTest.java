package dev.kiln.activities.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WatchTest {
  private final Map<String, String> states = new ConcurrentHashMap<>();
  private final List<Set<String>> reads = new CopyOnWriteArrayList<>();
  private final Map<String, FailureType> refused = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final RecordingCompletion server = new RecordingCompletion();
  private final Watch<String, String> watch =
      new Watch<>(
          "test",
          ids -> {
            reads.add(Set.copyOf(ids));
            for (String id : ids) {
              if (refused.containsKey(id)) {
                throw refused.get(id).failure("no " + id);
              }
            }
            if (failures.getAndDecrement() > 0) {
              throw FailureType.THROTTLED.failure("slow down");
            }
            return states;
          });

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void readsTheStatesOfAllWaitsTogether() throws Exception {
    CountDownLatch done = new CountDownLatch(100);
    List<OpenWait<String>> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waits.add(waitFor("id-" + i, done));
    }
    for (int i = 0; i < 100; i++) {
      states.put("id-" + i, "ready");
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(waits).allMatch(OpenWait::isSettled);
    assertThat(reads.size()).isLessThan(20);
    assertThat(reads.get(reads.size() - 1)).hasSizeGreaterThan(50);
  }

  @Test
  void goesOnAfterAReadThatFailed() throws Exception {
    failures.set(2);
    CountDownLatch done = new CountDownLatch(1);
    states.put("id", "ready");

    OpenWait<String> wait = waitFor("id", done);

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(wait.isSettled()).isTrue();
    assertThat(reads).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void tellsInTheHeartbeatWhatIsRefusedAgainAndAgain() {
    failures.set(Integer.MAX_VALUE);
    OpenWait<String> wait = waitFor("id", new CountDownLatch(1));
    while (reads.size() < 4) {
      Thread.onSpinWait();
    }

    wait.beat();

    assertThat(server.reports)
        .singleElement()
        .asString()
        .matches("beat refused [34] times: slow down");
    failures.set(0);
  }

  @Test
  void aRefusalEndsOnlyTheWaitsThatItIsAbout() throws Exception {
    CountDownLatch done = new CountDownLatch(9);
    refused.put("id-3", FailureType.INVALID_REQUEST);
    List<OpenWait<String>> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      states.put("id-" + i, "ready");
      waits.add(waitFor("id-" + i, done));
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    while (server.reports.size() < 10) {
      Thread.onSpinWait(); // one reading ends all, in any order
    }

    assertThat(waits).allMatch(OpenWait::isSettled);
    assertThat(server.reports).filteredOn(report -> report.contains("no id-3")).hasSize(1);
  }

  @Test
  void whatTheWorkerMayNotReadEndsAllWaitsWithOneRequest() {
    refused.put("id-0", FailureType.ACCESS_DENIED);
    List<OpenWait<String>> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      waits.add(waitFor("id-" + i, new CountDownLatch(1)));
    }

    while (!waits.stream().allMatch(OpenWait::isSettled)) {
      Thread.onSpinWait();
    }

    assertThat(reads.size()).isLessThan(5);
  }

  @Test
  void anObserverThatBreaksEndsItsOwnWaitOnly() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    OpenWait<String> broken = new OpenWait<>(server);
    watch.add(
        "odd",
        broken,
        (state, waited) -> {
          throw new IllegalStateException("what is this");
        });
    states.put("id", "ready");

    OpenWait<String> whole = waitFor("id", done);

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(whole.isSettled()).isTrue();
    while (server.reports.size() < 2) {
      Thread.onSpinWait(); // one reading ends both, in either order
    }
    assertThat(server.reports).anyMatch(report -> report.contains("cannot judge the state of odd"));
  }

  @Test
  void aCancelledWaitUndoesWhatItBeganAndSaysSo() {
    OpenWait<String> wait = new OpenWait<>(server);
    wait.whenGone(() -> server.reports.add("undone"));
    wait.detail("waiting");
    wait.beat();
    server.cancelled = true;

    wait.beat();
    wait.complete("too late");

    assertThat(server.reports).containsExactly("beat waiting", "undone", "cancelled");
  }

  private OpenWait<String> waitFor(String id, CountDownLatch done) {
    OpenWait<String> wait = new OpenWait<>(server);
    watch.add(
        id,
        wait,
        (state, waited) -> {
          if (state.filter("ready"::equals).isPresent()) {
            wait.complete(id);
            done.countDown();
          }
        });
    return wait;
  }
}
