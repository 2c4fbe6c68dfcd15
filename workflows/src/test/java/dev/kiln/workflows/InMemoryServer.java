package dev.kiln.workflows;

import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;

/**
 * Temporal's in-memory server for the tests of every module. It uses real time: skipped time stands
 * still while an activity runs, and overflows when none does.
 */
public final class InMemoryServer {
  private InMemoryServer() {}

  /** Starts a server with Kiln's data format and search attributes. */
  public static TestWorkflowEnvironment start() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(KilnDataConverter.create())
                    // This server does not support the call.
                    .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                    .build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  /** Starts a build without waiting for it. */
  public static WorkflowStub startBuild(WorkflowClient client, BuildWorkflow.Request request) {
    WorkflowStub build =
        client.newUntypedWorkflowStub(
            BuildWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(BuildWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build());
    build.start(request);
    return build;
  }
}
