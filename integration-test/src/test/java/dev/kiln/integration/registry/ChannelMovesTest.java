package dev.kiln.integration.registry;

import static dev.kiln.integration.registry.RegistryStage.EAST;
import static dev.kiln.integration.registry.RegistryStage.FIRST;
import static dev.kiln.integration.registry.RegistryStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report.Outcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupted moves, and the values that consumers read afterwards. */
@Timeout(120)
final class ChannelMovesTest {
  @TempDir private Path home;
  private RegistryStage on;

  @BeforeEach
  void open() {
    on = new RegistryStage(home);
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  @Test
  void consumersReadTheChannelsImages() {
    AmiId first = on.buildValidated(FIRST);
    on.record(FIRST);
    on.promote();
    assertThat(parameter()).isEqualTo(first.value());
    AmiId second = on.buildValidated(SECOND);
    on.record(SECOND);

    MoveChannelWorkflow.Report promoted = on.promote();

    assertThat(parameter()).isEqualTo(second.value());
    assertThat(promoted.parameters())
        .singleElement()
        .satisfies(one -> assertThat(one.ami()).contains(second));
    on.rollback();
    assertThat(parameter()).isEqualTo(first.value());
  }

  @Test
  void reportsAPartialMoveIfParametersCannotBeWrittenAndCompletesItWhenRepeated() {
    AmiId first = on.buildValidated(FIRST);
    on.record(FIRST);
    on.cloud.faults().add(Fault.error("PutParameter", "AccessDeniedException").always());

    MoveChannelWorkflow.Report partial = on.promote();

    assertThat(partial.outcome()).isEqualTo(Outcome.MOVED);
    assertThat(partial.partial()).isTrue();
    assertThat(partial.parameters().get(0).problem().orElseThrow()).contains("PutParameter");
    on.cloud.faults().clear();
    assertThat(on.promote().partial()).isFalse();
    assertThat(parameter()).isEqualTo(first.value());
  }

  @Test
  void promotionsAtTheSameTimeAreJudgedOneAfterTheOther() {
    on.buildValidated(FIRST);
    on.record(FIRST);
    List<WorkflowStub> running = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MoveChannelWorkflow.Request request =
          on.promotion(new ChannelName(i % 2 == 0 ? "stable" : "beta-" + i), Set.of());
      MoveChannelWorkflow workflow = on.workflow(request);
      WorkflowClient.start(workflow::moveChannel, request);
      running.add(WorkflowStub.fromTyped(workflow));
    }

    List<Outcome> outcomes =
        running.stream()
            .map(one -> one.getResult(MoveChannelWorkflow.Report.class).outcome())
            .toList();

    assertThat(outcomes).containsOnly(Outcome.MOVED, Outcome.ALREADY);
    assertThat(outcomes).filteredOn(Outcome.MOVED::equals).hasSize(4);
    assertThat(on.known().channels())
        .hasSize(5)
        .allSatisfy((name, channel) -> assertThat(channel.history()).hasSize(1));
  }

  @Test
  void completesAfterTheWorkerDiedInTheMiddle() {
    on.buildValidated(FIRST);
    on.record(FIRST);
    on.cloud.faults().add(Fault.error("DescribeImageAttribute", "InternalError").always());
    MoveChannelWorkflow.Request request = on.promotion(ChannelName.STABLE, Set.of());
    MoveChannelWorkflow workflow = on.workflow(request);
    long before = looks();
    WorkflowClient.start(workflow::moveChannel, request);
    while (looks() == before) {
      Thread.onSpinWait();
    }

    on.replaceWorker();
    on.cloud.faults().clear();

    assertThat(
            WorkflowStub.fromTyped(workflow).getResult(MoveChannelWorkflow.Report.class).outcome())
        .isEqualTo(Outcome.MOVED);
    assertThat(on.stable().history()).hasSize(1);
  }

  private long looks() {
    return on.cloud.calls().list().stream()
        .filter(call -> call.action().equals("DescribeImageAttribute"))
        .count();
  }

  private String parameter() {
    String name = "/kiln/ami/layer/stable/" + Architecture.of(System.getProperty("os.arch"));
    return on.we.ssm(EAST).getParameter(request -> request.name(name)).parameter().value();
  }
}
