package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.build.BuildReport;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.build.LayerReport;
import dev.kiln.workflows.build.LayerState;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.Image;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any number of builds want one image: what they share, and what ends for whom. */
@Timeout(120)
final class SingleFlightTest {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());
  private static final LayerSpec GROMACS = Bench.layer("gromacs", Optional.of("foundation"));
  private static final LayerSpec NAMD = Bench.layer("namd", Optional.of("foundation"));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void buildsTheChainBaseFirstAndReusesItAfterwards() {
    BuildReport first = bench.run(bench.request(FOUNDATION, GROMACS));
    BuildReport second = bench.run(bench.request(FOUNDATION, GROMACS));
    BuildReport sibling = bench.run(bench.request(FOUNDATION, NAMD));

    assertThat(states(first)).containsExactly(LayerState.BUILT, LayerState.BUILT);
    assertThat(states(second)).containsExactly(LayerState.REUSED, LayerState.REUSED);
    assertThat(states(sibling)).containsExactly(LayerState.REUSED, LayerState.BUILT);
    assertThat(first.layers().get(1).baseAmi()).isEqualTo(first.layers().get(0).ami());
    assertThat(amis(second)).isEqualTo(amis(first));
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void twoChildrenStartedTogetherBuildTheParentOnce() {
    WorkflowStub one = bench.start(bench.request(FOUNDATION, GROMACS));
    WorkflowStub other = bench.start(bench.request(FOUNDATION, NAMD));

    BuildReport gromacs = one.getResult(BuildReport.class);
    BuildReport namd = other.getResult(BuildReport.class);

    assertThat(namd.layers().get(0).ami()).isEqualTo(gromacs.layers().get(0).ami());
    assertThat(bench.cloud.count("launch foundation")).isEqualTo(1);
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void cancellingOneOfTwoLeavesTheOtherItsImage() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub one = bench.start(bench.request(FOUNDATION));
    WorkflowStub other = bench.start(bench.request(FOUNDATION));
    awaitHolders(2);

    one.cancel();
    assertCancelled(one);
    bench.cloud.goOn();

    assertThat(states(other.getResult(BuildReport.class))).containsExactly(LayerState.BUILT);
    assertThat(bench.cloud.launches).hasValue(1);
  }

  @Test
  void cancellingBothEndsTheRunAndLeavesNoBuilder() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub one = bench.start(bench.request(FOUNDATION));
    WorkflowStub other = bench.start(bench.request(FOUNDATION));
    awaitHolders(2);
    WorkflowStub run = bench.imageRun(FOUNDATION);

    one.cancel();
    other.cancel();
    assertCancelled(one);
    assertCancelled(other);

    assertThatThrownBy(() -> run.getResult(Image.class))
        .hasRootCauseInstanceOf(ApplicationFailure.class)
        .rootCause()
        .extracting(cause -> ((ApplicationFailure) cause).getType())
        .isEqualTo(FailureType.IMAGE_ABANDONED.name());
    assertThat(bench.cloud.running).isEmpty();
    assertThat(bench.cloud.events).filteredOn(event -> event.startsWith("launch")).hasSize(1);
    assertThat(bench.cloud.images).isEmpty();
  }

  @Test
  void aCancelledBuildEndsOnlyAfterItsRunHasCleanedUp() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub only = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);

    only.cancel();
    assertCancelled(only);

    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void whoComesWithinTheGraceJoinsTheOldRun() throws Exception {
    BuilderPolicy patient = Bench.policy(Duration.ofSeconds(30));
    bench.cloud.holdSetup();
    WorkflowStub first = bench.start(bench.request(BuildRequest.Rebuild.NONE, patient, FOUNDATION));
    awaitHolders(1);
    first.cancel();
    awaitHolders(0);

    WorkflowStub second = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    bench.cloud.goOn();

    assertThat(states(second.getResult(BuildReport.class))).containsExactly(LayerState.BUILT);
    assertCancelled(first);
    assertThat(bench.cloud.launches).hasValue(1);
  }

  @Test
  void whoComesWhileTheRunIsTornDownGetsAnImageOfItsOwn() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub first = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    first.cancel();
    assertCancelled(first);
    bench.cloud.goOn();

    BuildReport second = bench.run(bench.request(FOUNDATION));

    assertThat(states(second)).containsExactly(LayerState.BUILT);
    assertThat(bench.cloud.launches).hasValue(2);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void aFailedLayerFailsEveryBuildThatWaitsWithItsOwnWords() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub one = bench.start(bench.request(FOUNDATION, GROMACS));
    WorkflowStub other = bench.start(bench.request(FOUNDATION, NAMD));
    awaitHolders(2);
    bench.cloud.failNext("check", FailureType.SETUP_FAILED.failure("exit code 3"));
    bench.cloud.goOn();

    for (WorkflowStub build : List.of(one, other)) {
      assertThatThrownBy(() -> build.getResult(BuildReport.class))
          .cause()
          .isInstanceOf(ApplicationFailure.class)
          .hasMessageContaining("layer 'foundation' failed (not started: ")
          .hasMessageContaining("exit code 3")
          .extracting(cause -> ((ApplicationFailure) cause).getType())
          .isEqualTo(FailureType.SETUP_FAILED.name());
    }
    assertThat(bench.cloud.launches).hasValue(1);
    assertThat(bench.cloud.count("cleanup")).isEqualTo(1);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void aRunTerminatedByAnOperatorFailsTheBuildsAtOnce() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub build = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);

    bench.imageRun(FOUNDATION).terminate("an operator's whim");

    assertThatThrownBy(() -> build.getResult(BuildReport.class))
        .cause()
        .hasMessageContaining("cancelled or terminated from outside");
  }

  @Test
  void aTerminatedBuildLosesItsLease() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub build = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);

    build.terminate("gone without a word");

    assertThatThrownBy(() -> bench.imageRun(FOUNDATION).getResult(Image.class))
        .rootCause()
        .hasMessageContaining("every build that waited for this image was cancelled");
    assertThat(bench.cloud.running).isEmpty();
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

    assertThat(states(one.getResult(BuildReport.class))).doesNotContain(LayerState.FAILED);
    assertThat(states(other.getResult(BuildReport.class))).doesNotContain(LayerState.FAILED);
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void manyBuildsOfFewLayersMakeEachLayerOnce() throws Exception {
    List<CompletableFuture<BuildReport>> reports = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      LayerSpec layer = Bench.layer("layer-" + i % 6, Optional.empty());
      reports.add(Bench.report(bench.start(bench.request(layer))));
    }
    for (CompletableFuture<BuildReport> report : reports) {
      assertThat(report.get(60, TimeUnit.SECONDS).layers()).hasSize(1);
    }
    assertThat(bench.cloud.launches).hasValue(6);
    assertThat(bench.cloud.images).hasSize(6);
  }

  @Test
  void rebuildMakesTheTopOrTheWholeChainAnew() {
    bench.run(bench.request(FOUNDATION, GROMACS));

    BuildReport top =
        bench.run(
            bench.request(
                BuildRequest.Rebuild.TOP,
                Bench.policy(Duration.ofSeconds(1)),
                FOUNDATION,
                GROMACS));
    BuildReport chain =
        bench.run(
            bench.request(
                BuildRequest.Rebuild.CHAIN,
                Bench.policy(Duration.ofSeconds(1)),
                FOUNDATION,
                GROMACS));

    assertThat(states(top)).containsExactly(LayerState.REUSED, LayerState.BUILT);
    assertThat(states(chain)).containsExactly(LayerState.BUILT, LayerState.BUILT);
    assertThat(chain.layers().get(1).baseAmi()).isEqualTo(chain.layers().get(0).ami());
  }

  private void awaitHolders(int count) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (holders() != count) {
      assertThat(System.nanoTime()).as("deadline for %d holders", count).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (count > 0) {
      bench.cloud.awaitSetups(1);
    }
  }

  private int holders() {
    try {
      return bench.imageRun(FOUNDATION).query("holders", List.class).size();
    } catch (io.temporal.client.WorkflowNotFoundException notStartedYet) {
      return -1;
    }
  }

  private static void assertCancelled(WorkflowStub build) {
    assertThatThrownBy(() -> build.getResult(BuildReport.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
  }

  private static List<LayerState> states(BuildReport report) {
    return report.layers().stream().map(LayerReport::state).toList();
  }

  private static List<Object> amis(BuildReport report) {
    return report.layers().stream().map(layer -> (Object) layer.ami()).toList();
  }
}
