package dev.kiln.integration.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.VisibilityLag;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code test: boot} on a cloud that speaks EC2's protocol and runs the checks for real. */
@Timeout(180)
final class BootTestOnLocalCloudTest {
  /** The seal removes this file, so the builder has it and no instance of the image does. */
  private static final String HOST_KEY = "/etc/ssh/ssh_host_kiln_key";

  private static final LayerSpec SOUND =
      booting("sound", "echo here > /opt/kiln-sound\n", "grep -qx here /opt/kiln-sound");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  private static LayerSpec booting(String template, String script, String check) {
    return RehearsalStage.booting(RehearsalStage.layer(template, Optional.empty(), script, check));
  }

  @Test
  void anImageIsFoundOnlyAfterAnInstanceOfItHasPassed() {
    RehearsalStage on = open(BackendChoice.AUTO, VisibilityLag.none());

    BuildWorkflow.Report first = on.build(SOUND);
    BuildWorkflow.Report second = on.build(SOUND);

    assertThat(first.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(second.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.REUSED);
    assertThat(on.ourImages()).hasSize(1);
    assertThat(on.ourImages().get(0).tags())
        .containsEntry(ImageTags.BOOT_TEST, "passed")
        .containsEntry(ImageTags.VALIDATION, "passed")
        .containsKey(ImageTags.VALIDATED_AT);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    on.assertNothingIsLeftOver();
  }

  @Test
  void noBuildFindsAnImageThatARunLeftUntested() {
    RehearsalStage on = open(BackendChoice.NONE, VisibilityLag.none());
    on.build(SOUND);
    String untested = on.ourImages().get(0).id();
    on.tag(untested, ImageTags.BOOT_TEST, "pending");

    BuildWorkflow.Report report = on.build(SOUND);

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(report.layers().get(0).notes())
        .containsExactly(
            untested + " has yet to pass its boot test; waiting for that, or building again");
    assertThat(tagsOf(on, "sound")).containsExactlyInAnyOrder("pending", "passed");
  }

  @Test
  void anImageThatFailsItsBootTestIsRemovedAndTheRealOutputIsShown() {
    RehearsalStage on = open(BackendChoice.AUTO, VisibilityLag.none());
    on.build(SOUND);
    LayerSpec unfit =
        booting("unfit", "mkdir -p /etc/ssh\necho k > " + HOST_KEY + "\n", "cat " + HOST_KEY);

    assertThatThrownBy(() -> on.build(unfit))
        .cause()
        .hasMessageContaining("cannot accept layer 'unfit': 1 of 1 checks do not hold on")
        .hasMessageContaining("expected exit code 0, found 1")
        .hasMessageContaining("cat: " + HOST_KEY);
    assertThat(on.ourImages()).hasSize(1);
    assertThat(on.cloud.inventory().list("snapshot"))
        .noneMatch(snapshot -> "unfit".equals(snapshot.tags().get(ImageTags.TEMPLATE_NAME)));
    on.assertNothingIsLeftOver();
  }

  @Test
  void cancellingTheTestRemovesInstanceAndImage() throws Exception {
    RehearsalStage on = open(BackendChoice.AUTO, VisibilityLag.none());
    on.build(SOUND);
    LayerSpec slow =
        booting(
            "slow",
            "mkdir -p /etc/ssh\necho k > " + HOST_KEY + "\n",
            "test -f " + HOST_KEY + " || sleep 250");
    BuilderPolicy policy =
        new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300));
    long before = on.cloud.calls().count("SendCommand");
    WorkflowStub build = on.start(on.request(policy, slow));
    while (on.cloud.calls().count("SendCommand") < before + 4) {
      Thread.onSpinWait();
    }
    assertThat(tagsOf(on, "slow")).containsExactly("pending");

    build.cancel();

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class)).isNotNull();
    assertThat(tagsOf(on, "slow")).isEmpty();
    on.assertNothingIsLeftOver();
  }

  @Test
  void reportsThatNothingRanIfScriptsCannotRun() {
    RehearsalStage on = open(BackendChoice.NONE, VisibilityLag.none());

    assertThat(on.build(SOUND).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.ourImages().get(0).tags())
        .containsEntry(ImageTags.BOOT_TEST, "passed")
        .containsEntry(ImageTags.VALIDATION, "not-run");
  }

  static List<Fault> faultsThatABootTestSurvives() {
    return List.of(
        Fault.replyLost("RunInstances").times(2),
        Fault.of("RunInstances", Fault.When.INSTANCE_FAILS).times(2),
        Fault.replyLost("SendCommand").times(4),
        Fault.error("CreateTags", "RequestLimitExceeded").times(2),
        Fault.error("CreateTags", "ConcurrentTagAccess"),
        Fault.error("CreateTags", "InvalidAMIID.NotFound"),
        Fault.replyLost("CreateTags"),
        Fault.replyLost("TerminateInstances").times(2));
  }

  @ParameterizedTest
  @MethodSource("faultsThatABootTestSurvives")
  void leavesOneAcceptedImageAndNoInstance(Fault fault) {
    RehearsalStage on = open(BackendChoice.NONE, VisibilityLag.none());
    on.cloud.faults().add(fault);

    on.build(SOUND);

    assertThat(tagsOf(on, "sound")).containsExactly("passed");
    on.assertNothingIsLeftOver();
  }

  @Test
  void succeedsThoughNothingIsVisibleAtFirst() {
    RehearsalStage on = open(BackendChoice.NONE, VisibilityLag.reads(3));

    on.build(SOUND);

    assertThat(tagsOf(on, "sound")).containsExactly("passed");
    on.assertNothingIsLeftOver();
  }

  @Test
  void anImageThatMayNotBeAcceptedIsRemoved() {
    RehearsalStage on = open(BackendChoice.NONE, VisibilityLag.none());
    on.cloud.faults().add(Fault.error("CreateTags", "UnauthorizedOperation").always());

    assertThatThrownBy(() -> on.build(SOUND))
        .cause()
        .hasMessageContaining("allow the action 'CreateTags' for the worker's role");
    assertThat(on.ourImages()).isEmpty();
    on.assertNothingIsLeftOver();
  }

  private static List<String> tagsOf(RehearsalStage on, String template) {
    return on.ourImages().stream()
        .map(Resource::tags)
        .filter(tags -> template.equals(tags.get(ImageTags.TEMPLATE_NAME)))
        .map(tags -> tags.getOrDefault(ImageTags.BOOT_TEST, "none"))
        .toList();
  }

  private RehearsalStage open(BackendChoice backend, VisibilityLag lag) {
    HostBase.assumeOffered(home, backend);
    RehearsalStage opened =
        new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(backend).withLag(lag));
    stage = Optional.of(opened);
    return opened;
  }
}
