package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.localcloud.settings.VisibilityLag;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Failures during the launch of a builder: no second builder runs, and none is left. */
@Timeout(180)
final class LaunchFaultsTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void adoptsWhatAKilledWorkerHasLaunched() {
    RehearsalStage on = open();
    WorkflowStub build = launchedUnheard(on);

    on.replaceWorker();
    on.cloud.faults().clear();

    build.getResult(BuildWorkflow.Report.class);
    assertThat(on.ourImages()).hasSize(1);
    assertThat(on.cloud.inventory().list("instance")).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  @Test
  void launchesAnotherBuilderIfTheFirstWasTerminatedUnnoticed() {
    RehearsalStage on = open();
    on.cloud.faults().add(Fault.replyLost("RunInstances").withStatus(500));
    on.cloud.faults().add(Fault.of("RunInstances", When.INSTANCE_FAILS));

    assertBuilt(on.build(LAYER));

    assertThat(launches(on))
        .extracting(call -> call.errorCode().orElse(call.outcome()))
        .containsExactly("lost", "IdempotentInstanceTerminated", "ok");
    assertThat(launches(on).get(2).token()).isNotEqualTo(launches(on).get(1).token());
    on.assertNothingIsLeftOver();
  }

  @Test
  void repeatsExactlyTheSameRequest() {
    RehearsalStage on =
        open(settings -> settings.withLag(VisibilityLag.reads(1)), Patience.usual());
    on.cloud.faults().add(Fault.replyLost("RunInstances").withStatus(500));

    assertBuilt(on.build(LAYER));

    assertThat(launches(on)).extracting(LoggedCall::outcome).containsExactly("lost", "ok");
    assertThat(on.cloud.inventory().list("instance")).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  @Test
  void removesTheBuilderOfAnotherRequestWithItsToken() {
    RehearsalStage on =
        open(settings -> settings.withLag(VisibilityLag.reads(1)), Patience.usual());
    WorkflowStub build = launchedUnheard(on);

    on.cloud.faults().add(Fault.error("RunInstances", "IdempotentParameterMismatch"));
    on.cloud.faults().clear("DescribeInstances");

    assertBuilt(build.getResult(BuildWorkflow.Report.class));
    assertThat(on.cloud.inventory().list("instance")).hasSize(2);
    on.assertNothingIsLeftOver();
  }

  /** A build whose builder runs while its worker never learns of it. */
  private static WorkflowStub launchedUnheard(RehearsalStage on) {
    on.cloud.faults().add(Fault.replyLost("RunInstances").withStatus(500));
    on.cloud.faults().add(Fault.error("DescribeInstances", "RequestLimitExceeded").always());
    WorkflowStub build = on.start(LAYER);
    on.awaitActivity(LAYER, activity -> activity.getAttempt() > 2);
    return build;
  }

  @Test
  void triesOtherZonesForAMissingTypeWithTheirOwnTokens() {
    RehearsalStage on = open();
    on.cloud
        .faults()
        .add(Fault.error("RunInstances", "Unsupported").matching("c6i.xlarge").always());

    assertBuilt(on.build(LAYER));

    assertThat(launches(on)).extracting(LoggedCall::token).doesNotHaveDuplicates().hasSize(5);
    assertThat(on.cloud.inventory().list("instance")).hasSize(1);
  }

  @Test
  void reportsWhyNoBuilderStarts() {
    RehearsalStage on = open();
    on.cloud
        .faults()
        .add(
            Fault.of("RunInstances", When.INSTANCE_FAILS)
                .withError("Server.InternalError")
                .withMessage("a disk is broken")
                .always());

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("it is terminated (Server.InternalError: a disk is broken)");
    assertThat(launches(on)).hasSize(3);
    on.assertNothingIsLeftOver();
  }

  @Test
  void launchesNoOtherBuilderThatWouldEndTheSameWay() {
    RehearsalStage on = open();
    on.cloud
        .faults()
        .add(
            Fault.of("RunInstances", When.INSTANCE_FAILS)
                .withError("Client.VolumeLimitExceeded")
                .withMessage("no room for volumes")
                .always());

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("no room for volumes")
        .hasMessageContaining("fix the cause and build again");
    assertThat(launches(on)).hasSize(1);
  }

  @Test
  void usesOnDemandCapacityAfterTwoSpotInterruptions() {
    RehearsalStage on = open();
    on.cloud.faults().add(Fault.of("RunInstances", When.SPOT_INTERRUPTION).times(2));
    BuilderPolicy spot =
        new BuilderPolicy(true, false, Duration.ofHours(1), Duration.ofMillis(300));

    assertBuilt(on.start(on.request(spot, LAYER)).getResult(BuildWorkflow.Report.class));

    assertThat(on.ourImages()).hasSize(1);
    assertThat(markets(on)).containsExactlyInAnyOrder("spot", "spot", "on-demand");
  }

  @Test
  void takesTheImageOfASpotBuilderThatCannotBeStopped() {
    RehearsalStage on = open();
    BuilderPolicy spot =
        new BuilderPolicy(true, false, Duration.ofHours(1), Duration.ofMillis(300));

    assertBuilt(on.start(on.request(spot, LAYER)).getResult(BuildWorkflow.Report.class));

    assertThat(markets(on)).containsExactly("spot");
    assertThat(on.ourImages()).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  private static List<String> markets(RehearsalStage on) {
    try (Ec2Client ec2 = on.stranger()) {
      return ec2.describeInstances().reservations().stream()
          .flatMap(reservation -> reservation.instances().stream())
          .map(Instance::instanceLifecycleAsString)
          .map(market -> Optional.ofNullable(market).orElse("on-demand"))
          .toList();
    }
  }

  @Test
  void waitsForAQuotaAndReportsIt() {
    RehearsalStage on =
        open(settings -> settings.withQuotas(Quotas.documented().withVcpus(1)), Patience.usual());
    WorkflowStub build = on.start(LAYER);

    String why =
        on.awaitActivity(LAYER, activity -> activity.getAttempt() > 1)
            .getLastFailure()
            .getMessage();
    build.cancel();

    assertThat(why)
        .contains("VcpuLimitExceeded", "current vCPU limit of 1")
        .contains("ask AWS for a higher quota; Kiln tries again every minute");
    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class)).isNotNull();
    on.assertNothingIsLeftOver();
  }

  @Test
  void namesTheSettingIfThereIsNoDefaultNetwork() {
    RehearsalStage on = open();
    on.cloud.faults().add(Fault.error("RunInstances", "VPCIdNotSpecified").always());

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("VPCIdNotSpecified")
        .hasMessageContaining("set builder.subnet in the template");
    assertThat(launches(on)).hasSize(1);
  }

  @Test
  void manyAtOnceStayWithinTheRequestRates() {
    RehearsalStage on = open(settings -> settings.withThrottling(true), Patience.usual());
    List<WorkflowStub> builds =
        IntStream.range(0, 12)
            .mapToObj(i -> RehearsalStage.layer("layer" + i, Optional.empty(), "true\n", "true"))
            .map(on::start)
            .toList();

    builds.forEach(build -> assertBuilt(build.getResult(BuildWorkflow.Report.class)));

    assertThat(on.ourImages()).hasSize(12);
    assertThat(on.cloud.calls().list()).hasSizeLessThan(12 * 40);
    on.assertNothingIsLeftOver();
  }

  private static List<LoggedCall> launches(RehearsalStage on) {
    return on.cloud.calls().list().stream()
        .filter(call -> call.action().equals("RunInstances"))
        .toList();
  }

  private static void assertBuilt(BuildWorkflow.Report report) {
    assertThat(report.layers())
        .allMatch(layer -> layer.state() == BuildWorkflow.LayerReport.State.BUILT);
  }

  private RehearsalStage open() {
    return open(settings -> settings, Patience.usual());
  }

  private RehearsalStage open(UnaryOperator<LocalCloudSettings> change, Patience patience) {
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    RehearsalStage opened = new RehearsalStage(change.apply(settings), patience);
    stage = Optional.of(opened);
    return opened;
  }
}
