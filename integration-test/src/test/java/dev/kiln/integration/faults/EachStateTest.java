package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds that are interrupted in each of their states. */
@Timeout(120)
final class EachStateTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;
  private RehearsalStage on;

  /** A state of a build, in which a fault of the cloud holds it. */
  enum State {
    LOOKING_FOR_THE_IMAGE("DescribeImages", 2),
    LOOKING_FOR_THE_BASE("GetParameter", 2),
    LAUNCHING("RunInstances", 2),
    WAITING_FOR_THE_BUILDER("DescribeInstances", 2),
    SENDING_A_SCRIPT("SendCommand", 2),
    WAITING_FOR_A_SCRIPT("ListCommandInvocations", 2),
    STOPPING("StopInstances", 2),
    TAKING_THE_IMAGE("CreateImage", 2),
    WAITING_FOR_THE_IMAGE("CreateImage", 1) {
      @Override
      Fault fault() {
        return Fault.of("CreateImage", When.PENDING_FOREVER);
      }
    },
    CLEANING_UP("TerminateInstances", 2);

    private final String action;
    private final int calls;

    State(String action, int calls) {
      this.action = action;
      this.calls = calls;
    }

    Fault fault() {
      return Fault.error(action, "RequestLimitExceeded").always();
    }
  }

  @BeforeEach
  void open() {
    on = new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE));
  }

  @AfterEach
  void close() throws Exception {
    on.close();
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledBuildLeavesNothing(State state) {
    on.cloud.faults().add(state.fault());
    WorkflowStub build = on.start(LAYER);
    on.awaitCalls(state.action, state.calls);

    build.cancel();
    on.cloud.faults().clear();

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class)).isNotNull();
    on.assertNothingIsLeftOver();
    // If the image was complete when the build was cancelled, the next build finds it.
    assertThat(on.ourImages()).hasSize(state == State.CLEANING_UP ? 1 : 0);
    assertThat(on.cloud.inventory().list("snapshot")).hasSameSizeAs(on.ourImages());
  }

  @Test
  void oneWorkerAfterAnotherContinuesABuild() {
    State held = State.LOOKING_FOR_THE_IMAGE;
    on.cloud.faults().add(held.fault());
    WorkflowStub build = on.start(LAYER);
    on.awaitCalls(held.action, held.calls);
    for (State next : EnumSet.complementOf(EnumSet.of(held, State.WAITING_FOR_THE_IMAGE))) {
      on.replaceWorker();
      long before = on.cloud.calls().count(next.action);
      on.cloud.faults().add(next.fault());
      on.cloud.faults().clear(held.action);
      on.awaitCalls(next.action, before + next.calls);
      held = next;
    }
    on.replaceWorker();
    on.cloud.faults().clear();

    build.getResult(BuildWorkflow.Report.class);

    assertThat(on.ourImages()).hasSize(1).allMatch(image -> image.state().equals("available"));
    assertThat(on.cloud.inventory().list("instance")).hasSize(1);
    on.assertNothingIsLeftOver();
  }
}
