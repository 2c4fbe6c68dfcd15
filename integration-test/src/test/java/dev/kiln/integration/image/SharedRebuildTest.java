package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rebuilds share a run too, but do not accept an old image. */
@Timeout(60)
final class SharedRebuildTest {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());
  private static final LayerSpec GROMACS = Bench.layer("gromacs", Optional.of("foundation"));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void rebuildMakesTheTopOrTheWholeChainAgain() {
    bench.run(bench.request(FOUNDATION, GROMACS));

    BuildWorkflow.Report top = bench.run(rebuild(Rebuild.TOP, FOUNDATION, GROMACS));
    BuildWorkflow.Report chain = bench.run(rebuild(Rebuild.CHAIN, FOUNDATION, GROMACS));

    assertThat(Bench.states(top))
        .containsExactly(
            BuildWorkflow.LayerReport.State.REUSED, BuildWorkflow.LayerReport.State.BUILT);
    assertThat(Bench.states(chain))
        .containsExactly(
            BuildWorkflow.LayerReport.State.BUILT, BuildWorkflow.LayerReport.State.BUILT);
    assertThat(chain.layers().get(1).baseAmi()).isEqualTo(chain.layers().get(0).ami());
  }

  @Test
  void aRebuildThatJoinsARunThatBuildsAnywayTakesItsImage() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub plain = bench.start(bench.request(FOUNDATION));
    bench.awaitHolders(FOUNDATION, 1);
    WorkflowStub rebuild = bench.start(rebuild(Rebuild.TOP, FOUNDATION));
    bench.awaitHolders(FOUNDATION, 2);
    bench.cloud.goOn();

    BuildWorkflow.Report made = plain.getResult(BuildWorkflow.Report.class);
    BuildWorkflow.Report joined = rebuild.getResult(BuildWorkflow.Report.class);

    assertThat(Bench.states(joined)).containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(joined.layers().get(0).ami()).isEqualTo(made.layers().get(0).ami());
    assertThat(bench.cloud.launches).hasValue(1);
  }

  @Test
  void rebuildsThatJoinARunThatOnlyFindsRebuildOnceTogether() throws Exception {
    AmiId pending = new AmiId("ami-0000aaaa");
    bench.addImage(FOUNDATION, pending, ImageState.PENDING);
    bench.cloud.holdAvailable();
    WorkflowStub plain = bench.start(bench.request(FOUNDATION));
    bench.awaitHolders(FOUNDATION, 1);
    WorkflowStub one = bench.start(rebuild(Rebuild.TOP, FOUNDATION));
    WorkflowStub other = bench.start(rebuild(Rebuild.TOP, FOUNDATION));
    bench.awaitHolders(FOUNDATION, 3);
    bench.cloud.holdSetup();

    bench.cloud.letImagesBecomeAvailable();
    BuildWorkflow.Report found = plain.getResult(BuildWorkflow.Report.class);
    bench.awaitHolders(FOUNDATION, 2);
    bench.cloud.goOn();
    BuildWorkflow.Report rebuilt = one.getResult(BuildWorkflow.Report.class);
    BuildWorkflow.Report alsoRebuilt = other.getResult(BuildWorkflow.Report.class);

    assertThat(Bench.states(found)).containsExactly(BuildWorkflow.LayerReport.State.REUSED);
    assertThat(found.layers().get(0).ami()).contains(pending);
    assertThat(Bench.states(rebuilt)).containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(rebuilt.layers().get(0).ami()).isNotEqualTo(found.layers().get(0).ami());
    assertThat(alsoRebuilt.layers().get(0).ami()).isEqualTo(rebuilt.layers().get(0).ami());
    assertThat(bench.cloud.launches).hasValue(1);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void aRebuildThatJoinsARunOnTheOldParentBuildsOnTheNewOne() throws Exception {
    BuildWorkflow.Report before = bench.run(bench.request(FOUNDATION));
    bench.cloud.holdSetupOf("gromacs");
    WorkflowStub plain = bench.start(bench.request(FOUNDATION, GROMACS));
    bench.awaitHolders(GROMACS, 1);
    WorkflowStub rebuild = bench.start(rebuild(Rebuild.CHAIN, FOUNDATION, GROMACS));
    bench.awaitHolders(GROMACS, 2);
    bench.cloud.goOn();

    List<BuildWorkflow.LayerReport> old = plain.getResult(BuildWorkflow.Report.class).layers();
    List<BuildWorkflow.LayerReport> rebuilt =
        rebuild.getResult(BuildWorkflow.Report.class).layers();

    assertThat(old.get(1).baseAmi()).isEqualTo(before.layers().get(0).ami());
    assertThat(rebuilt)
        .extracting(BuildWorkflow.LayerReport::state)
        .containsOnly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(rebuilt.get(0).ami()).isNotEqualTo(before.layers().get(0).ami());
    assertThat(rebuilt.get(1).baseAmi()).isEqualTo(rebuilt.get(0).ami());
    assertThat(bench.cloud.count("launch foundation")).isEqualTo(2);
    assertThat(bench.cloud.count("launch gromacs")).isEqualTo(2);
    assertThat(bench.cloud.running).isEmpty();
  }

  private BuildWorkflow.Request rebuild(Rebuild what, LayerSpec... layers) {
    return bench.request(what, Bench.policy(Duration.ofSeconds(1)), layers);
  }
}
