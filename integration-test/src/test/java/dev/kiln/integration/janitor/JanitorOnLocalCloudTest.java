package dev.kiln.integration.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.worker.JanitorSchedule;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class JanitorOnLocalCloudTest {
  /** Longer ago than the layer's work may take, so that its builder expires at once. */
  private static final Duration OVER = Duration.ofHours(-1);

  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;
  private RehearsalStage on;

  @BeforeEach
  void open() {
    on = new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE));
  }

  @AfterEach
  void close() throws Exception {
    on.close();
  }

  @Test
  void removesAnExpiredBuilder() {
    keepFailedBuilder(OVER);

    JanitorWorkflow.Report report =
        clean(new JanitorWorkflow.Request(List.of(RehearsalStage.REGION), false, false));

    assertThat(report.problems()).isEmpty();
    assertThat(report.expired())
        .singleElement()
        .satisfies(
            removed ->
                assertThat(removed.kind()).isEqualTo(JanitorActivities.Expired.Kind.INSTANCE))
        .satisfies(removed -> assertThat(removed.name()).startsWith("kiln-builder-layer-"));
    on.assertNothingIsLeftOver();
    assertThat(clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION)).expired())
        .isEmpty();
  }

  @Test
  void findsAnExpiredBuilderInAnyRegion() {
    keepFailedBuilder(OVER);

    assertThat(clean(JanitorWorkflow.Request.everywhere(new Region("eu-west-1"))).expired())
        .hasSize(1);

    on.assertNothingIsLeftOver();
  }

  @Test
  void onlyReportsOnADryRun() {
    keepFailedBuilder(OVER);

    assertThat(
            clean(new JanitorWorkflow.Request(List.of(RehearsalStage.REGION), false, true))
                .expired())
        .hasSize(1);

    assertThat(builders()).hasSize(1);
  }

  @Test
  void leavesBuildersThatAreKeptForDebugging() {
    keepFailedBuilder(Duration.ofHours(1));

    assertThat(clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION)).expired())
        .isEmpty();

    assertThat(builders()).hasSize(1);
  }

  @Test
  void leavesABuilderInUseEvenIfItsPolicyGrantsItNoTime() {
    on.cloud.faults().add(Fault.of("CreateImage", When.PENDING_FOREVER));
    WorkflowStub build = on.start(on.request(policy(false, Duration.ZERO), LAYER));
    while (on.cloud.calls().count("CreateImage") == 0) {
      Thread.onSpinWait();
    }

    JanitorWorkflow.Report report =
        clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION));

    assertThat(report.expired()).isEmpty();
    assertThat(builders()).hasSize(1);
    build.cancel();
    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class)).isNotNull();
  }

  @Test
  void removesTheUntestedImageOfABuildThatWasTerminated() {
    LayerSpec booting = RehearsalStage.booting(LAYER);
    on.cloud
        .faults()
        .add(Fault.error("RunInstances", "RequestLimitExceeded").matching("kiln-test-").always());
    WorkflowStub build = on.start(on.request(policy(false, Duration.ZERO), booting));
    on.awaitCalls("RunInstances", 2);
    build.terminate("by hand");
    on.imageRun(booting).terminate("by hand");
    Resource image = on.ourImages().get(0);
    assertThat(Instant.parse(image.tags().get(ImageTags.EXPIRES_AT))).isAfter(Instant.now());
    assertThat(on.cloud.inventory().list("snapshot"))
        .noneMatch(snapshot -> snapshot.tags().containsKey(ImageTags.EXPIRES_AT));

    on.tag(image.id(), ImageTags.EXPIRES_AT, "2020-01-01T00:00:00Z");
    JanitorWorkflow.Report report =
        clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION));

    assertThat(report.expired())
        .extracting(JanitorActivities.Expired::id)
        .containsExactly(image.id());
    assertThat(on.ourImages()).isEmpty();
    assertThat(on.cloud.inventory().list("snapshot")).isEmpty();
  }

  @Test
  void anImageThatHasPassedItsBootTestStays() {
    on.build(RehearsalStage.booting(LAYER));
    Resource image = on.ourImages().get(0);
    assertThat(image.tags()).doesNotContainKey(ImageTags.EXPIRES_AT);

    on.tag(image.id(), ImageTags.EXPIRES_AT, "2020-01-01T00:00:00Z");

    assertThat(clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION)).expired())
        .isEmpty();
    assertThat(on.ourImages()).hasSize(1);
  }

  @Test
  void aRegionThatRefusesHarmsNoOther() {
    keepFailedBuilder(OVER);
    on.cloud
        .faults()
        .add(
            Fault.error("DescribeInstances", "UnauthorizedOperation")
                .inRegion("eu-west-1")
                .always());

    JanitorWorkflow.Report report =
        clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION));

    assertThat(report.expired()).hasSize(1);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("eu-west-1: cannot DescribeInstances in eu-west-1: UnauthorizedOperation");
  }

  @Test
  void aServerWithoutSchedulesIsOnlyLogged() {
    JanitorSchedule.ensure(on.environment.getWorkflowClient(), RehearsalStage.REGION);

    assertThat(clean(JanitorWorkflow.Request.everywhere(RehearsalStage.REGION)).expired())
        .isEmpty();
  }

  private void keepFailedBuilder(Duration lifetime) {
    on.cloud.faults().add(Fault.error("StopInstances", "UnauthorizedOperation"));
    WorkflowStub build = on.start(on.request(policy(true, lifetime), LAYER));
    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
        .cause()
        .hasMessageContaining("aws --endpoint-url " + on.cloud.endpoint() + " ec2 terminate");
    assertThat(builders()).hasSize(1);
  }

  private static BuilderPolicy policy(boolean keepFailed, Duration lifetime) {
    return new BuilderPolicy(false, keepFailed, lifetime, Duration.ofMillis(300));
  }

  private List<Resource> builders() {
    return on.cloud.inventory().leftovers().stream()
        .filter(resource -> resource.kind().equals("instance"))
        .toList();
  }

  private JanitorWorkflow.Report clean(JanitorWorkflow.Request request) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            JanitorWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(JanitorWorkflow.id(UUID.randomUUID().toString()))
                .setTaskQueue(TaskQueues.BUILD)
                .build())
        .clean(request);
  }
}
