package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that go to their builder in pieces, and scripts that reboot it. */
@Timeout(180)
final class LongScriptFaultsTest {
  /** The commands of a build besides those of its script: checks and seal. */
  private static final int OTHERS = 2;

  /** Of 300,000 characters that compress to three quarters. */
  private static final int PIECES = 7;

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
  void runsAScriptOf300KilobytesInPieces() {
    RehearsalStage on = open();

    assertBuilt(on.build(longLayer()));

    assertThat(on.cloud.calls().count("SendCommand")).isEqualTo(PIECES + 1 + OTHERS);
    on.assertNothingIsLeftOver();
  }

  @Test
  void runsItOnceThoughTheRepliesToItsPiecesAreLost() {
    RehearsalStage on = open();
    on.cloud.faults().add(Fault.replyLost("SendCommand").matching("piece-").times(2));
    on.cloud.faults().add(Fault.replyLost("SendCommand").withStatus(500).times(4));

    assertBuilt(on.build(longLayer()));
  }

  @Test
  void goesOnWithThePieceThatAnEarlierAttemptCouldNotSend() {
    RehearsalStage on = open();
    on.cloud
        .faults()
        .add(
            Fault.error("SendCommand", "AccessDeniedByProxy")
                .withStatus(503)
                .matching("-5 of")
                .times(4));

    assertBuilt(on.build(longLayer()));

    assertThat(on.cloud.calls().list())
        .filteredOn(call -> call.action().equals("SendCommand"))
        .filteredOn(call -> call.outcome().equals("ok"))
        .hasSize(PIECES + 1 + OTHERS);
  }

  @Test
  void anotherWorkerGoesOnBetweenThePieces() {
    RehearsalStage on = open();
    WorkflowStub build = on.start(longLayer());
    on.awaitCalls("SendCommand", 3);

    on.replaceWorker();

    assertBuilt(build.getResult(BuildWorkflow.Report.class));
    assertThat(on.cloud.calls().count("SendCommand")).isLessThanOrEqualTo(PIECES + 3 + OTHERS);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void keepsMarksOverTheRebootThatAScriptAsksFor() {
    RehearsalStage on = open();
    LayerSpec rebooting =
        RehearsalStage.layer(
            "rebooting",
            Optional.empty(),
            """
            for place in /opt /var/lib /var/tmp; do echo run >> $place/kiln-marks; done
            [ $(wc -l < /opt/kiln-marks) -gt 1 ] || exit 194
            wc -l < /var/lib/kiln-marks; wc -l < /var/tmp/kiln-marks
            cat /opt/kiln-marks /var/lib/kiln-marks /var/tmp/kiln-marks | wc -l > /opt/kiln-count
            """,
            "[ $(cat /opt/kiln-count) -eq 6 ]");

    assertBuilt(on.build(rebooting));

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void failsAScriptThatAsksForRebootsWithoutEnd() {
    RehearsalStage on = open();
    LayerSpec endless =
        RehearsalStage.layer("endless", Optional.empty(), "echo once more; exit 194\n", "true");

    assertThatThrownBy(() -> on.build(endless))
        .cause()
        .hasMessageContaining("cannot run step 'install' on i-")
        .hasMessageContaining("it asked for a reboot (exit code 194) more than 10 times")
        .hasMessageContaining("once more");
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    on.assertNothingIsLeftOver();
  }

  private static LayerSpec longLayer() {
    byte[] noise = new byte[225_000];
    new Random(7).nextBytes(noise);
    return RehearsalStage.layer(
        "long",
        Optional.empty(),
        "echo once >> /opt/kiln-count\n# " + Base64.getEncoder().encodeToString(noise) + "\n",
        "[ $(wc -l < /opt/kiln-count) -eq 1 ]");
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
