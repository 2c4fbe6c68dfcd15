package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.Image;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ends of a run that builds share, and their effect on each build. */
@Timeout(60)
final class SharedRunEndTest {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());
  private static final LayerSpec GROMACS = Bench.layer("gromacs", Optional.of("foundation"));
  private static final LayerSpec NAMD = Bench.layer("namd", Optional.of("foundation"));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
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

    assertThat(Bench.states(other.getResult(BuildWorkflow.Report.class)))
        .containsExactly(BuildWorkflow.LayerReport.State.BUILT);
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
  void aBuildWithinTheGracePeriodJoinsTheOldRun() throws Exception {
    BuilderPolicy patient = Bench.policy(Duration.ofSeconds(30));
    bench.cloud.holdSetup();
    WorkflowStub first =
        bench.start(bench.request(BuildWorkflow.Request.Rebuild.NONE, patient, FOUNDATION));
    awaitHolders(1);
    first.cancel();
    awaitHolders(0);

    WorkflowStub second = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    bench.cloud.goOn();

    assertThat(Bench.states(second.getResult(BuildWorkflow.Report.class)))
        .containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    assertCancelled(first);
    assertThat(bench.cloud.launches).hasValue(1);
  }

  @Test
  void aBuildDuringTheCleanUpGetsItsOwnImage() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub first = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    first.cancel();
    assertCancelled(first);
    bench.cloud.goOn();

    BuildWorkflow.Report second = bench.run(bench.request(FOUNDATION));

    assertThat(Bench.states(second)).containsExactly(BuildWorkflow.LayerReport.State.BUILT);
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
      assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
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

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
        .cause()
        .hasMessageContaining("cancelled or terminated from outside");
  }

  @Test
  void aRunCancelledByAnOperatorCleansUpAndFailsEveryBuildThatWaits() throws Exception {
    bench.cloud.holdSetup();
    List<WorkflowStub> builds =
        List.of(
            bench.start(bench.request(FOUNDATION)),
            bench.start(bench.request(FOUNDATION, GROMACS)),
            bench.start(bench.request(FOUNDATION, NAMD)));
    awaitHolders(3);
    WorkflowStub run = bench.imageRun(FOUNDATION);

    run.cancel();

    for (WorkflowStub build : builds) {
      assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
          .cause()
          .isInstanceOf(ApplicationFailure.class)
          .hasMessageContaining("layer 'foundation' failed")
          .hasMessageContaining("was cancelled or terminated from outside; build again")
          .extracting(cause -> ((ApplicationFailure) cause).getType())
          .isEqualTo(FailureType.IMAGE_ABORTED.name());
      assertThat(bench.cloud.running).isEmpty();
    }
    assertCancelled(run);
    assertThat(bench.cloud.launches).hasValue(1);
    assertThat(bench.cloud.count("cleanup")).isEqualTo(1);
    assertThat(bench.cloud.images).isEmpty();
  }

  @Test
  void aBuildAfterAnOperatorsCancelGetsAnImage() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub first = bench.start(bench.request(FOUNDATION));
    awaitHolders(1);
    bench.imageRun(FOUNDATION).cancel();
    assertThatThrownBy(() -> first.getResult(BuildWorkflow.Report.class)).isNotNull();
    bench.cloud.goOn();

    BuildWorkflow.Report second = bench.run(bench.request(FOUNDATION));

    assertThat(Bench.states(second)).containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(bench.cloud.launches).hasValue(2);
    assertThat(bench.cloud.running).isEmpty();
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

  private void awaitHolders(int count) throws Exception {
    bench.awaitHolders(FOUNDATION, count);
    if (count > 0) {
      bench.cloud.awaitSetups(1);
    }
  }

  private static void assertCancelled(WorkflowStub build) {
    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
  }
}
