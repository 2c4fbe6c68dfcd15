package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderActivities;
import io.temporal.client.WorkflowStub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Failures while scripts run for real: each script takes effect once, or the build fails. */
@Timeout(120)
final class ScriptFaultsTest {
  private static final LayerSpec COUNTED =
      RehearsalStage.layer(
          "counted",
          Optional.empty(),
          "echo once >> /opt/kiln-count\n",
          "[ $(wc -l < /opt/kiln-count) -eq 1 ]");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @BeforeEach
  void assumeScriptsCanRun() {
    HostBase.assumeOffered(home, BackendChoice.AUTO);
  }

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void runsAScriptOnceThoughTheReplyToItsCommandIsLost() {
    RehearsalStage on = open();
    on.cloud.faults().add(Fault.replyLost("SendCommand"));
    on.cloud.faults().add(Fault.replyLost("SendCommand").withStatus(500).times(2));

    assertBuilt(on.build(COUNTED));
  }

  @Test
  void keepsTheWholeOutputOfAScriptThatFails() throws Exception {
    RehearsalStage on = open();
    LayerSpec loud =
        RehearsalStage.layer(
            "loud",
            Optional.empty(),
            "seq -f 'compiling file %g of the library' 1 30000\necho out of luck >&2\nexit 42\n",
            "true");

    assertThatThrownBy(() -> on.build(loud))
        .cause()
        .hasMessageContaining("exit code 42")
        .hasMessageContaining("file 30000 of the library\n  out of luck");

    assertThat(printedBy(on.imageRun(loud)).lines())
        .hasSize(30_001)
        .startsWith("compiling file 1 of the library", "compiling file 2 of the library")
        .endsWith("compiling file 30000 of the library", "out of luck");
    on.assertNothingIsLeftOver();
  }

  /** The first step's output, read as the command line reads it. */
  private static String printedBy(WorkflowStub run) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (BuilderActivities.LogPage page :
        run.query("logPages", BuilderActivities.LogPage[].class, 0, 0)) {
      byte[] packed = Base64.getDecoder().decode(page.packed());
      all.writeBytes(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void endsAScriptThatHangs() {
    RehearsalStage on = open();
    LayerSpec hanging =
        RehearsalStage.layer(
            "hanging",
            Optional.empty(),
            "echo waiting for Godot; sleep 600\n",
            "true",
            Duration.ofSeconds(1));

    assertThatThrownBy(() -> on.build(hanging))
        .cause()
        .hasMessageContaining("it was ended after 1 s (exit code 124)")
        .hasMessageContaining("waiting for Godot");
    on.assertNothingIsLeftOver();
    assertThat(on.ourImages()).isEmpty();
  }

  @Test
  void goesOnWithAScriptThatRebootsItsMachine() {
    RehearsalStage on = open();
    LayerSpec rebooting =
        RehearsalStage.layer(
            "rebooting",
            Optional.empty(),
            "echo run >> /opt/kiln-runs\n[ $(wc -l < /opt/kiln-runs) -gt 1 ] || exit 194\n",
            "[ $(wc -l < /opt/kiln-runs) -eq 2 ]");

    assertBuilt(on.build(rebooting));

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void takesAnotherBuilderForAScriptThatARebootHasCutOff() {
    RehearsalStage on = open();
    LayerSpec slow =
        RehearsalStage.layer(
            "slow",
            Optional.empty(),
            "echo once >> /opt/kiln-count\nsleep 3\n",
            "[ $(wc -l < /opt/kiln-count) -eq 1 ]");
    WorkflowStub build = on.start(slow);
    on.awaitCalls("ListCommandInvocations", 2);
    try (Ec2Client ec2 = on.stranger()) {
      String builder =
          ec2.describeInstances().reservations().get(0).instances().get(0).instanceId();
      ec2.rebootInstances(r -> r.instanceIds(builder));
    }

    assertBuilt(build.getResult(BuildWorkflow.Report.class));

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    on.assertNothingIsLeftOver();
  }

  @Test
  void failsAStepThatShutsItsMachineDown() {
    RehearsalStage on = open();
    on.cloud
        .faults()
        .add(Fault.of("RunInstances", When.GUEST_SHUTDOWN).withDelay(Duration.ofSeconds(2)));
    LayerSpec slow = RehearsalStage.layer("slow", Optional.empty(), "sleep 600\n", "true");

    assertThatThrownBy(() -> on.build(slow))
        .cause()
        .hasMessageContaining("(Client.InstanceInitiatedShutdown: ")
        .hasMessageContaining("a script that needs a reboot exits with code 194");
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    on.assertNothingIsLeftOver();
  }

  private RehearsalStage open() {
    RehearsalStage opened = new RehearsalStage(LocalCloudSettings.defaults(home));
    stage = Optional.of(opened);
    return opened;
  }

  private static void assertBuilt(BuildWorkflow.Report report) {
    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(report.layers().get(0).checks()).allMatch(check -> check.ran() && check.holds());
  }
}
