package dev.kiln.integration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.plan.Fate;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.build.ChainDecision;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An image that exists in another of Kiln's regions is copied, not built again. */
@Timeout(120)
final class CopyElsewhereTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final Region IRELAND = new Region("eu-west-1");
  private static final LayerSpec BASE =
      RehearsalStage.layer("base", Optional.empty(), "true\n", "true");
  private static final LayerSpec TOP =
      RehearsalStage.layer("top", Optional.of("base"), "true\n", "true");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();
  private int builds;

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void copiesOnlyTheTopAndPredictsIt() {
    RehearsalStage on = open(List.of(EAST, IRELAND));
    String there = top(on.build(BASE, TOP)).ami().orElseThrow().value();

    List<ChainDecision.Layer> plan = plan(on, request(on, Rebuild.NONE, false));
    BuildWorkflow.Report report = run(on, request(on, Rebuild.NONE, false));

    assertThat(plan).extracting(ChainDecision.Layer::fate).containsExactly(Fate.SKIPPED, Fate.COPY);
    assertThat(plan.get(1).reasons()).containsExactly("copied from us-east-1 (" + there + ")");
    assertThat(report.layers())
        .extracting(BuildWorkflow.LayerReport::state)
        .containsExactly(
            BuildWorkflow.LayerReport.State.NOT_NEEDED, BuildWorkflow.LayerReport.State.COPIED);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    assertThat(copies(on)).hasSize(1);
    assertThat(new Account(on.cloud, Account.OURS).images(IRELAND))
        .containsExactly(top(report).ami().orElseThrow().value());
  }

  @Test
  void aCopyIsFoundTheNextTimeAndIsNotStale() {
    RehearsalStage on = open(List.of(EAST, IRELAND));
    on.build(BASE, TOP);
    run(on, request(on, Rebuild.NONE, false));

    BuildWorkflow.Report again = run(on, request(on, Rebuild.NONE, true));

    assertThat(top(again).state()).isEqualTo(BuildWorkflow.LayerReport.State.REUSED);
    assertThat(top(again).notes()).isEmpty();
    assertThat(copies(on)).hasSize(1);
  }

  @Test
  void looksInTheRegionsOfTheBuildToo() {
    RehearsalStage on = open(List.of());
    on.build(BASE, TOP);

    BuildWorkflow.Report report =
        run(on, with(request(on, Rebuild.NONE, false), Distribution.to(List.of(EAST))));

    assertThat(top(report).state()).isEqualTo(BuildWorkflow.LayerReport.State.COPIED);
    assertThat(report.regions())
        .extracting(region -> region.state())
        .containsExactly(RegionReport.State.COPIED, RegionReport.State.REUSED);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
  }

  @Test
  void buildsIfNoOtherRegionIsKnown() {
    RehearsalStage on = open(List.of());
    on.build(BASE);

    assertThat(top(run(on, request(on, Rebuild.NONE, false))).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(copies(on)).isEmpty();
  }

  @Test
  void neverCopiesARebuild() {
    RehearsalStage on = open(List.of(EAST, IRELAND));
    on.build(BASE, TOP);

    BuildWorkflow.Report report = run(on, request(on, Rebuild.TOP, false));

    assertThat(report.layers())
        .extracting(BuildWorkflow.LayerReport::state)
        .containsOnly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(copies(on)).isEmpty();
  }

  @Test
  void buildsIfTheCopyFails() {
    RehearsalStage on = open(List.of(EAST, IRELAND));
    on.build(BASE, TOP);
    on.cloud.faults().add(Fault.of("CopyImage", When.IMAGE_FAILS).times(2));

    BuildWorkflow.Report report = run(on, request(on, Rebuild.NONE, false));

    assertThat(report.layers())
        .extracting(BuildWorkflow.LayerReport::state)
        .containsOnly(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(top(report).notes())
        .singleElement()
        .asString()
        .startsWith("cannot copy ami-")
        .contains("Given key ID is not accessible")
        .endsWith("; it is built instead");
    assertThat(new Account(on.cloud, Account.OURS).images(IRELAND)).hasSize(2);
  }

  @Test
  void twoBuildsAtOnceShareOneCopy() {
    RehearsalStage on = open(List.of(EAST, IRELAND), Duration.ofMillis(700));
    on.build(BASE, TOP);

    WorkflowStub first = on.start(request(on, Rebuild.NONE, false));
    WorkflowStub second = on.start(request(on, Rebuild.NONE, false));

    assertThat(List.of(first, second))
        .map(build -> top(build.getResult(BuildWorkflow.Report.class)).ami())
        .containsOnly(top(first.getResult(BuildWorkflow.Report.class)).ami());
    assertThat(copies(on)).hasSize(1);
  }

  @Test
  void aWorkerThatIsKilledWhileItCopiesLeavesOneCopy() {
    RehearsalStage on = open(List.of(EAST, IRELAND), Duration.ofMillis(700));
    on.build(BASE, TOP);
    WorkflowStub build = on.start(request(on, Rebuild.NONE, false));
    on.awaitCalls("CopyImage", 1);

    on.replaceWorker();

    assertThat(top(build.getResult(BuildWorkflow.Report.class)).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.COPIED);
    assertThat(new Account(on.cloud, Account.OURS).snapshots(IRELAND)).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  private static List<LoggedCall> copies(RehearsalStage on) {
    return on.cloud.calls().list().stream()
        .filter(call -> call.action().equals("CopyImage") && call.outcome().equals("ok"))
        .toList();
  }

  private static BuildWorkflow.LayerReport top(BuildWorkflow.Report report) {
    return report.layers().get(report.layers().size() - 1);
  }

  private static BuildWorkflow.Report run(RehearsalStage on, BuildWorkflow.Request request) {
    return on.start(request).getResult(BuildWorkflow.Report.class);
  }

  private static List<ChainDecision.Layer> plan(RehearsalStage on, BuildWorkflow.Request request) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            PlanWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(PlanWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build())
        .plan(request)
        .architectures()
        .get(0)
        .decision()
        .layers();
  }

  /** The chain in Ireland. */
  private BuildWorkflow.Request request(RehearsalStage on, Rebuild rebuild, boolean refresh) {
    BuilderPolicy policy =
        new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300));
    BuildWorkflow.Request here = on.request(policy, BASE, TOP);
    return new BuildWorkflow.Request(
        "ireland-" + ++builds,
        here.name(),
        here.layers(),
        IRELAND,
        here.architectures(),
        rebuild,
        refresh,
        policy);
  }

  private static BuildWorkflow.Request with(
      BuildWorkflow.Request request, Distribution distribution) {
    return new BuildWorkflow.Request(
        request.buildId(),
        request.name(),
        request.layers(),
        request.region(),
        request.architectures(),
        request.rebuild(),
        request.refresh(),
        request.policy(),
        Optional.of(distribution));
  }

  private RehearsalStage open(List<Region> ours) {
    return open(ours, Duration.ZERO);
  }

  private RehearsalStage open(List<Region> ours, Duration copying) {
    LocalCloudSettings settings =
        LocalCloudSettings.defaults(home)
            .withBackend(BackendChoice.NONE)
            .withDelays(
                new Delays(
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    copying,
                    Duration.ZERO));
    RehearsalStage opened = new RehearsalStage(settings, Patience.usual(), ours);
    stage = Optional.of(opened);
    return opened;
  }
}
