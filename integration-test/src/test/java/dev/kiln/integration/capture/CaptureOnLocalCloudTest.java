package dev.kiln.integration.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images of instances that somebody has set up by hand. */
@Timeout(120)
final class CaptureOnLocalCloudTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final Region WEST = new Region("us-west-2");

  @TempDir private Path home;
  private RehearsalStage stage;
  private Account account;

  @BeforeEach
  void open() {
    stage =
        new RehearsalStage(
            LocalCloudSettings.defaults(home)
                .withBackend(BackendChoice.NONE)
                .withBlockPublicAccess(false));
    account = new Account(stage.cloud, Account.OURS);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void takesAnImageOfARunningInstanceAndCopiesItToMoreRegions() {
    String instance = instance();

    CaptureWorkflow.Report report = capture(request(instance, List.of(WEST), true));

    assertThat(report.isPartial()).isFalse();
    assertThat(report.stage()).isEqualTo(CaptureWorkflow.Stage.DONE);
    assertThat(report.regions())
        .singleElement()
        .matches(
            region -> region.state() == RegionReport.State.COPIED && region.region().equals(WEST));
    assertThat(captured()).hasSize(2);
    assertThat(captured().get(0).tags())
        .containsEntry(ImageTags.NAME, "by-hand")
        .containsEntry(ImageTags.SOURCE_INSTANCE, instance)
        .containsEntry(ImageTags.TEMPLATE_NAME, "python-ml")
        .containsEntry("Team", "research");
    assertThat(stage.cloud.calls().list())
        .filteredOn(call -> call.action().equals("ModifyImageAttribute"))
        .filteredOn(call -> call.outcome().equals("ok"))
        .hasSize(2);
  }

  @Test
  void findsTheInstanceByItsName() {
    String instance = instance();
    stage.tag(instance, "Name", "my workstation");

    CaptureWorkflow.Report report = capture(request("my workstation", List.of(), false));

    assertThat(report.instance().orElseThrow().id().value()).isEqualTo(instance);
  }

  @Test
  void refusesANameThatTwoInstancesHave() {
    stage.tag(instance(), "Name", "twin");
    stage.tag(instance(), "Name", "twin");

    assertThatThrownBy(() -> capture(request("twin", List.of(), false)))
        .rootCause()
        .hasMessageContaining("cannot choose instance 'twin': ")
        .hasMessageContaining("share that name; give one of these IDs");
    assertThat(captured()).isEmpty();
  }

  @Test
  void refusesAnInstanceWithoutDisks() {
    String instance = instance();
    account.ec2(EAST).terminateInstances(r -> r.instanceIds(instance));

    assertThatThrownBy(() -> capture(request(instance, List.of(), false)))
        .rootCause()
        .hasMessageContaining("cannot take an image of " + instance)
        .hasMessageContaining("it must be running or stopped");
    assertThat(stage.cloud.calls().count("CreateImage")).isZero();
  }

  @Test
  void namesTheMissingRightInADryRun() {
    String instance = instance();
    stage.cloud.faults().add(Fault.error("CreateImage", "UnauthorizedOperation"));

    assertThatThrownBy(() -> capture(dryRun(instance)))
        .rootCause()
        .hasMessageContaining("cannot take an image of " + instance)
        .hasMessageContaining("allow it ec2:CreateImage on your instances")
        .hasMessageContaining("statement CaptureInstances");
    assertThat(captured()).isEmpty();
  }

  @Test
  void makesOneImageThoughTheReplyIsLost() {
    stage.cloud.faults().add(Fault.replyLost("CreateImage"));

    capture(request(instance(), List.of(), false));

    assertThat(captured()).hasSize(1);
  }

  @Test
  void leavesNothingOfAnImageThatFails() {
    stage.cloud.faults().add(Fault.of("CreateImage", When.IMAGE_FAILS));

    assertThatThrownBy(() -> capture(request(instance(), List.of(), false))).isNotNull();

    assertThat(captured()).isEmpty();
  }

  @Test
  void leavesNothingWhenItIsCancelled() {
    stage.cloud.faults().add(Fault.of("CreateImage", When.PENDING_FOREVER));
    CaptureWorkflow.Request request = request(instance(), List.of(), false);
    CaptureWorkflow capture = stub(request);
    WorkflowClient.start(capture::capture, request);
    while (capture.captureProgress().stage() != CaptureWorkflow.Stage.SNAPSHOT) {
      Thread.onSpinWait();
    }

    WorkflowStub.fromTyped(capture).cancel();

    assertThatThrownBy(
            () -> WorkflowStub.fromTyped(capture).getResult(CaptureWorkflow.Report.class))
        .isNotNull();
    assertThat(captured()).isEmpty();
  }

  @Test
  void keepsTheImageWhenARegionFails() {
    stage.cloud.faults().add(Fault.of("CopyImage", When.IMAGE_FAILS).times(2));

    CaptureWorkflow.Report report = capture(request(instance(), List.of(WEST), false));

    assertThat(report.isPartial()).isTrue();
    assertThat(captured()).singleElement().matches(image -> image.state().equals("available"));
  }

  private String instance() {
    String host =
        account.ssm(EAST).getParameter(r -> r.name("/kiln/local/host/x86_64")).parameter().value();
    return account.launch(EAST, host);
  }

  private List<Resource> captured() {
    return stage.cloud.inventory().list("image").stream()
        .filter(image -> image.tags().containsKey(ImageTags.SOURCE_INSTANCE))
        .toList();
  }

  private static CaptureWorkflow.Request request(
      String instance, List<Region> others, boolean publicly) {
    return request(instance, others, publicly, false);
  }

  private static CaptureWorkflow.Request dryRun(String instance) {
    return request(instance, List.of(), false, true);
  }

  private static CaptureWorkflow.Request request(
      String instance, List<Region> others, boolean publicly, boolean dryRun) {
    return new CaptureWorkflow.Request(
        "c1",
        EAST,
        instance,
        "by-hand",
        Optional.empty(),
        Optional.of("python-ml"),
        false,
        publicly,
        Map.of("Team", "research"),
        Distribution.to(others),
        dryRun);
  }

  private CaptureWorkflow.Report capture(CaptureWorkflow.Request request) {
    return stub(request).capture(request);
  }

  private CaptureWorkflow stub(CaptureWorkflow.Request request) {
    return stage
        .environment
        .getWorkflowClient()
        .newWorkflowStub(
            CaptureWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(CaptureWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build());
  }
}
