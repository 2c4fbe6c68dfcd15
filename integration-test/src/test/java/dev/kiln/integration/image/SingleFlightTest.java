package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many builds want one image, it is made once. */
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
    BuildWorkflow.Report first = bench.run(bench.request(FOUNDATION, GROMACS));
    BuildWorkflow.Report second = bench.run(bench.request(FOUNDATION, GROMACS));
    BuildWorkflow.Report sibling = bench.run(bench.request(FOUNDATION, NAMD));

    assertThat(Bench.states(first))
        .containsExactly(
            BuildWorkflow.LayerReport.State.BUILT, BuildWorkflow.LayerReport.State.BUILT);
    assertThat(Bench.states(second))
        .containsExactly(
            BuildWorkflow.LayerReport.State.REUSED, BuildWorkflow.LayerReport.State.REUSED);
    assertThat(Bench.states(sibling))
        .containsExactly(
            BuildWorkflow.LayerReport.State.REUSED, BuildWorkflow.LayerReport.State.BUILT);
    assertThat(first.layers().get(1).baseAmi()).isEqualTo(first.layers().get(0).ami());
    assertThat(amis(second)).isEqualTo(amis(first));
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void twoChildrenStartedTogetherBuildTheParentOnce() {
    WorkflowStub one = bench.start(bench.request(FOUNDATION, GROMACS));
    WorkflowStub other = bench.start(bench.request(FOUNDATION, NAMD));

    BuildWorkflow.Report gromacs = one.getResult(BuildWorkflow.Report.class);
    BuildWorkflow.Report namd = other.getResult(BuildWorkflow.Report.class);

    assertThat(namd.layers().get(0).ami()).isEqualTo(gromacs.layers().get(0).ami());
    assertThat(bench.cloud.count("launch foundation")).isEqualTo(1);
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void manyBuildsOfFewLayersMakeEachLayerInOneRun() throws Exception {
    List<LayerSpec> layers =
        IntStream.range(0, 10).mapToObj(i -> Bench.layer("layer-" + i, Optional.empty())).toList();
    bench.cloud.holdSetup();
    List<CompletableFuture<BuildWorkflow.Report>> reports = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      reports.add(Bench.report(bench.start(bench.request(layers.get(i % 10)))));
    }
    for (LayerSpec layer : layers) {
      bench.awaitHolders(layer, 20);
    }
    assertThat(bench.openRuns()).isEqualTo(210);
    bench.cloud.goOn();

    for (CompletableFuture<BuildWorkflow.Report> report : reports) {
      assertThat(Bench.states(report.get(60, TimeUnit.SECONDS)))
          .containsExactly(BuildWorkflow.LayerReport.State.BUILT);
    }
    assertThat(bench.closedRuns("ImageWorkflow")).isEqualTo(10);
    assertThat(bench.closedRuns("BuildWorkflow")).isEqualTo(200);
    assertThat(bench.openRuns()).isZero();
    assertThat(bench.cloud.launches).hasValue(10);
    assertThat(bench.cloud.images).hasSize(10);
    assertThat(bench.cloud.running).isEmpty();
  }

  private static List<Object> amis(BuildWorkflow.Report report) {
    return report.layers().stream().map(layer -> (Object) layer.ami()).toList();
  }
}
