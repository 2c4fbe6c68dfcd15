package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers may die or stall at any time: no build notices, and nothing is made twice. */
@Timeout(120)
final class LostWorkerTest {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());
  private static final LayerSpec GROMACS = Bench.layer("gromacs", Optional.of("foundation"));
  private static final LayerSpec NAMD = Bench.layer("namd", Optional.of("foundation"));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anotherWorkerFinishesWhatAKilledOneBegan() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub one = bench.start(bench.request(FOUNDATION, GROMACS));
    WorkflowStub other = bench.start(bench.request(FOUNDATION, NAMD));
    awaitHolders(2);

    bench.killWorkers();
    bench.cloud.goOn();
    bench.startWorker();

    for (WorkflowStub build : List.of(one, other)) {
      assertThat(Bench.states(build.getResult(BuildWorkflow.Report.class)))
          .containsExactly(
              BuildWorkflow.LayerReport.State.BUILT, BuildWorkflow.LayerReport.State.BUILT);
    }
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void anotherWorkerContinuesAStalledWaitOnTheSameRun() throws Exception {
    bench.killWorkers();
    BenchWorker stalled = bench.startWorker(Duration.ofDays(1));
    bench.cloud.holdSetup();
    WorkflowStub build = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    Object holder = bench.holders(FOUNDATION).get(0);
    String run = bench.history(FOUNDATION).getWorkflowExecution().getRunId();

    stalled.takeNoMoreLeases();
    bench.startWorker();
    Bench.await("a second lease", () -> bench.leases(FOUNDATION) == 2);
    bench.imageRun(FOUNDATION).signal("release", holder, 1); // the stalled attempt wakes up

    assertThat(bench.holders(FOUNDATION)).hasSize(1).first().isEqualTo(holder);
    bench.cloud.goOn();
    assertThat(Bench.states(build.getResult(BuildWorkflow.Report.class)))
        .containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(bench.history(FOUNDATION).getWorkflowExecution().getRunId()).isEqualTo(run);
    assertThat(bench.cloud.launches).hasValue(1);
    assertThat(bench.cloud.running).isEmpty();
  }

  private void awaitHolders(int count) throws Exception {
    bench.awaitHolders(FOUNDATION, count);
    if (count > 0) {
      bench.cloud.awaitSetups(1);
    }
  }
}
