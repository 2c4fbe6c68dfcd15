package dev.kiln.integration.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.Stage;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds of real layers: their scripts run, and a layer sees the files of the layer below. */
@Timeout(120)
final class BuildOnLocalCloudTest {
  private static final LayerSpec BASE =
      RehearsalStage.layer(
          "base", Optional.empty(), "echo base > /opt/kiln-base\n", "grep -qx base /opt/kiln-base");
  private static final LayerSpec TOP =
      RehearsalStage.layer(
          "top",
          Optional.of("base"),
          "test -f /opt/kiln-base\ncp /opt/kiln-base /opt/kiln-top\necho top >> /opt/kiln-top\n",
          "[ \"$(wc -l < /opt/kiln-top)\" -eq 2 ]");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void buildsTwoLayersAndTagsThem() {
    RehearsalStage on = open(BackendChoice.AUTO);

    BuildWorkflow.Report report = on.build(BASE, TOP);

    assertThat(report.layers())
        .allMatch(layer -> layer.state() == BuildWorkflow.LayerReport.State.BUILT)
        .allMatch(layer -> layer.checks().stream().allMatch(CheckResult::holds));
    assertThat(on.ourImages()).hasSize(2).allMatch(image -> image.state().equals("available"));
    Map<String, String> tags = tagsOf(on, report.layers().get(1).ami().orElseThrow().value());
    assertThat(tags)
        .containsEntry(ImageTags.NAME, "top-v1")
        .containsEntry(ImageTags.MANAGED_BY, "kiln")
        .containsEntry(ImageTags.TEMPLATE_NAME, "top")
        .containsEntry(ImageTags.TEMPLATE_HASH, TOP.hash().value())
        .containsEntry(ImageTags.BASE_TEMPLATE, "base")
        .containsEntry(ImageTags.BASE_AMI, report.layers().get(0).ami().orElseThrow().value())
        .containsEntry(ImageTags.REGION, "us-east-1")
        .containsEntry("Team", "research")
        .containsKeys(ImageTags.BUILD_DATE, ImageTags.BUILD_ID, ImageTags.ARCHITECTURE);
    on.assertNothingIsLeftOver();
  }

  @Test
  void makesNoUnnecessaryCalls() {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);

    on.cloud.calls().clear();
    on.build(BASE);

    assertThat(on.cloud.calls().list()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aFailingScriptEndsTheBuildWithTheEndOfItsOutput() {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);
    LayerSpec broken =
        RehearsalStage.layer(
            "broken", Optional.of("base"), "seq 1 9000\necho out of luck >&2\nexit 42\n", "true");
    LayerSpec above = RehearsalStage.layer("above", Optional.of("broken"), "true\n", "true");

    assertThatThrownBy(() -> on.build(BASE, broken, above))
        .cause()
        .hasMessageContaining("layer 'broken' failed (not started: above)")
        .hasMessageContaining("cannot run step 'install'")
        .hasMessageContaining("exit code 42")
        .hasMessageContaining("9000\n  out of luck");
    on.assertNothingIsLeftOver();
    assertThat(on.ourImages()).hasSize(1);
  }

  @Test
  void aCheckThatDoesNotHoldEndsTheBuildBeforeAnyImage() {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);
    LayerSpec unfit = RehearsalStage.layer("unfit", Optional.empty(), "true\n", "echo 3.1; exit 1");

    assertThatThrownBy(() -> on.build(unfit))
        .cause()
        .hasMessageContaining("cannot accept layer 'unfit': 1 of 1 checks do not hold")
        .hasMessageContaining("expected exit code 0, found 1; exit code 1, output: 3.1");
    on.assertNothingIsLeftOver();
    assertThat(on.cloud.calls().list())
        .filteredOn(call -> call.action().equals("CreateImage"))
        .hasSize(1);
  }

  @Test
  void keepsAFailedBuilderTaggedWithItsExpiry() {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);
    LayerSpec broken = RehearsalStage.layer("broken", Optional.empty(), "exit 3\n", "true");
    BuilderPolicy keep =
        new BuilderPolicy(false, true, Duration.ofHours(2), Duration.ofMillis(300));

    assertThatThrownBy(
            () -> on.start(on.request(keep, broken)).getResult(BuildWorkflow.Report.class))
        .isNotNull();

    List<Resource> kept =
        on.cloud.inventory().leftovers().stream()
            .filter(resource -> resource.kind().equals("instance"))
            .toList();
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).tags()).containsKeys(ImageTags.EXPIRES_AT, ImageTags.BUILD_ID);
  }

  @Test
  void cancellingKillsTheScriptAndRemovesTheBuilder() throws Exception {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);
    LayerSpec slow = RehearsalStage.layer("slow", Optional.empty(), "sleep 600\n", "true");
    BuilderPolicy policy =
        new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300));
    long before = on.cloud.calls().count("SendCommand");
    WorkflowStub build = on.start(on.request(policy, slow));
    while (!on.isAt(Stage.SETUP, slow) || on.cloud.calls().count("SendCommand") == before) {
      Thread.onSpinWait();
    }

    build.cancel();

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class)).isNotNull();
    on.assertNothingIsLeftOver();
    assertThat(on.ourImages()).hasSize(1);
  }

  @Test
  void startsAgainOnAnotherBuilderAfterASpotInterruption() {
    RehearsalStage on = open(BackendChoice.AUTO);
    on.build(BASE);
    LayerSpec slow =
        RehearsalStage.layer(
            "slow",
            Optional.empty(),
            "sleep 4\necho once >> /opt/kiln-count\n",
            "[ $(wc -l < /opt/kiln-count) -eq 1 ]");
    on.cloud
        .faults()
        .add(
            Fault.of("RunInstances", Fault.When.SPOT_INTERRUPTION)
                .withDelay(Duration.ofSeconds(2)));

    BuildWorkflow.Report report = on.build(slow);

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(3);
    on.assertNothingIsLeftOver();
  }

  @Test
  void reportsThatChecksDidNotRunIfScriptsCannotRun() {
    RehearsalStage on = open(BackendChoice.NONE);

    BuildWorkflow.Report report = on.build(BASE);

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(report.layers().get(0).checks())
        .hasSize(1)
        .allMatch(check -> !check.ran() && !check.holds());
  }

  private RehearsalStage open(BackendChoice backend) {
    HostBase.assumeOffered(home, backend);
    RehearsalStage opened =
        new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(backend));
    stage = Optional.of(opened);
    return opened;
  }

  private static Map<String, String> tagsOf(RehearsalStage stage, String ami) {
    return stage.ourImages().stream()
        .filter(image -> image.id().equals(ami))
        .findFirst()
        .orElseThrow()
        .tags();
  }
}
