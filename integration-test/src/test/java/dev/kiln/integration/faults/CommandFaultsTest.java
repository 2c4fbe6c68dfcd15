package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Failures between a builder and its agent. Scripts do not run here: the calls matter. */
@Timeout(180)
final class CommandFaultsTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  private static final LayerSpec OTHER =
      RehearsalStage.layer("other", Optional.empty(), "true\n", "true");
  private static final LayerSpec SHORT =
      RehearsalStage.layer("short", Optional.empty(), "true\n", "true", Duration.ofSeconds(1));
  private static final Patience HURRIED = Patience.of(Duration.ofMillis(300));

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void givesUpOnAnAgentThatStaysSilentAndShowsTheConsole() {
    RehearsalStage on = open(HURRIED);
    on.cloud.faults().add(Fault.of("RunInstances", When.AGENT_SILENT));

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("its SSM agent did not come online")
        .hasMessageContaining("check that the image has the agent")
        .hasMessageContaining("Kiln local cloud: instance i-");
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    assertThat(on.ourImages()).isEmpty();
    on.assertNothingIsLeftOver();
  }

  @Test
  void sendsALostCommandOnceMore() {
    RehearsalStage on = open(Patience.usual());
    on.build(LAYER);
    long usual = on.cloud.calls().count("SendCommand");
    on.cloud.calls().clear();
    on.cloud.faults().add(Fault.of("SendCommand", When.COMMAND_UNDELIVERED));

    assertBuilt(on, OTHER);

    assertThat(on.cloud.calls().count("SendCommand")).isEqualTo(usual + 1);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void usesAnotherBuilderWhenTheAgentIgnoresTwoCommands() {
    RehearsalStage on = open(Patience.usual());
    on.cloud.faults().add(Fault.of("SendCommand", When.COMMAND_UNDELIVERED).times(2));

    assertBuilt(on, LAYER);

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    on.assertNothingIsLeftOver();
  }

  @Test
  void usesAnotherBuilderWhenACommandDoesNotEnd() {
    RehearsalStage on = open(HURRIED);
    on.cloud
        .faults()
        .add(Fault.of("SendCommand", When.COMMAND_UNDELIVERED).withDelay(Duration.ofHours(1)));

    assertBuilt(on, SHORT);

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    on.assertNothingIsLeftOver();
  }

  @Test
  void reportsABuilderThatShutsItselfDown() {
    RehearsalStage on = open(Patience.usual());
    on.cloud.faults().add(Fault.of("RunInstances", When.GUEST_SHUTDOWN).always());

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("(Client.InstanceInitiatedShutdown: ")
        .hasMessageContaining("it was shut down from within");
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    assertThat(on.ourImages()).isEmpty();
    on.assertNothingIsLeftOver();
  }

  private static void assertBuilt(RehearsalStage on, LayerSpec layer) {
    assertThat(on.build(layer).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
  }

  private RehearsalStage open(Patience patience) {
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    RehearsalStage opened = new RehearsalStage(settings, patience);
    stage = Optional.of(opened);
    return opened;
  }
}
