package dev.kiln.integration.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many templates at once: every layer is built once, and a failure harms only the layers above it.
 */
@Timeout(180)
final class MatrixOnLocalCloudTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final Architecture HERE = Architecture.of(System.getProperty("os.arch"));
  private static final BuilderPolicy POLICY =
      new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300));

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void buildsSharedLayersOnceAndCopiesToAllRegionsUnderTheDocumentedRates() {
    RehearsalStage on = open(true);
    MatrixWorkflow.Request request =
        matrix("m1", 2, 4, List.of(new Region("us-west-2"), new Region("eu-west-1")), false);

    MatrixWorkflow.Report report = build(on, request);

    assertThat(report.isPartial()).isFalse();
    assertThat(report.requested()).hasSize(8 * 3);
    assertThat(launches(on)).isEqualTo(2 + 8);
    assertThat(images(on, "us-east-1")).isEqualTo(2 + 8);
    assertThat(images(on, "us-west-2")).isEqualTo(8);
    on.assertNothingIsLeftOver();
  }

  @Test
  void rebuildsASharedLayerOnce() {
    RehearsalStage on = open(false);
    build(on, matrix("m1", 1, 3, List.of(), false));
    on.cloud.calls().clear();

    MatrixWorkflow.Report report = build(on, matrix("m2", 1, 3, List.of(), true));

    assertThat(report.cells()).allMatch(cell -> cell.state() == MatrixWorkflow.Cell.State.BUILT);
    assertThat(launches(on)).isEqualTo(1 + 3);
  }

  @Test
  void skipsLayersAboveAFailedLayerAndBuildsTheRest() {
    RehearsalStage on = open(false);
    on.cloud
        .faults()
        .add(Fault.error("CreateImage", "InvalidParameterValue").matching("base-0").always());

    MatrixWorkflow.Report report = build(on, matrix("m1", 2, 2, List.of(), false));

    assertThat(report.isPartial()).isTrue();
    assertThat(states(report, "base-0")).containsOnly(MatrixWorkflow.Cell.State.FAILED);
    assertThat(states(report, "child-0")).containsOnly(MatrixWorkflow.Cell.State.SKIPPED);
    assertThat(states(report, "child-1")).containsOnly(MatrixWorkflow.Cell.State.BUILT);
    assertThat(launches(on)).isEqualTo(1 + 1 + 2);
    on.assertNothingIsLeftOver();
  }

  @Test
  void aRetryBuildsOnlyMissingLayers() {
    RehearsalStage on = open(false);
    on.cloud
        .faults()
        .add(Fault.error("CreateImage", "InvalidParameterValue").matching("child-1-0"));
    MatrixWorkflow.Request request = matrix("m1", 2, 2, List.of(), true);
    MatrixWorkflow.Report partial = build(on, request);
    on.cloud.calls().clear();

    MatrixWorkflow.Request rest = request.missing(partial, "m2").orElseThrow();
    MatrixWorkflow.Report report = build(on, rest);

    assertThat(report.isPartial()).isFalse();
    assertThat(report.requested()).singleElement().matches(cell -> cell.name().equals("child-1-0"));
    assertThat(launches(on)).isEqualTo(1);
    assertThat(rest.missing(report, "m3")).isEmpty();
  }

  private RehearsalStage open(boolean throttling) {
    RehearsalStage opened =
        new RehearsalStage(
            LocalCloudSettings.defaults(home)
                .withBackend(BackendChoice.NONE)
                .withThrottling(throttling));
    stage = Optional.of(opened);
    return opened;
  }

  private static long images(RehearsalStage on, String region) {
    return on.ourImages().stream().filter(image -> image.region().equals(region)).count();
  }

  /** The calls that the cloud did not throttle. */
  private static long launches(RehearsalStage on) {
    return on.cloud.calls().list().stream()
        .filter(call -> call.action().equals("RunInstances") && call.errorCode().isEmpty())
        .count();
  }

  private static List<MatrixWorkflow.Cell.State> states(
      MatrixWorkflow.Report report, String prefix) {
    return report.cells().stream()
        .filter(cell -> cell.name().startsWith(prefix))
        .map(MatrixWorkflow.Cell::state)
        .toList();
  }

  private static MatrixWorkflow.Report build(RehearsalStage on, MatrixWorkflow.Request request) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            MatrixWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(MatrixWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build())
        .buildAll(request);
  }

  /** Parents that nobody asked for, each with children that somebody asked for. */
  private static MatrixWorkflow.Request matrix(
      String id, int parents, int children, List<Region> others, boolean rebuild) {
    List<LayerSpec> layers = new ArrayList<>();
    List<MatrixWorkflow.Node> nodes = new ArrayList<>();
    for (int parent = 0; parent < parents; parent++) {
      String base = "base-" + parent;
      int below = nodes.size();
      layers.add(RehearsalStage.layer(base, Optional.empty(), "true\n", "true"));
      nodes.add(new MatrixWorkflow.Node(base, below, Optional.empty(), HERE, false, rebuild));
      for (int child = 0; child < children; child++) {
        String name = "child-" + parent + "-" + child;
        layers.add(RehearsalStage.layer(name, Optional.of(base), "true\n", "true"));
        nodes.add(
            new MatrixWorkflow.Node(
                name, layers.size() - 1, Optional.of(below), HERE, true, rebuild));
      }
    }
    return new MatrixWorkflow.Request(
        id, layers, nodes, EAST, Distribution.to(others), false, POLICY, 20);
  }
}
