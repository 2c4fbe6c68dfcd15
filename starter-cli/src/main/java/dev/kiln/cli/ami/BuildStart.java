package dev.kiln.cli.ami;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts the workflows of a build request, so that a stranger finds them in the Web UI. */
final class BuildStart {
  private final WorkflowClient client;
  private final BuildWorkflow.Request request;

  BuildStart(WorkflowClient client, BuildWorkflow.Request request) {
    this.client = client;
    this.request = request;
  }

  /** Starts the build and returns its workflow id. */
  String build() {
    BuildWorkflow build =
        client.newWorkflowStub(
            BuildWorkflow.class, options(BuildWorkflow.id(request), "build ").build());
    return WorkflowClient.start(build::build, request).getWorkflowId();
  }

  /** Waits for what a build would do. */
  PlanWorkflow.Plan plan() {
    PlanWorkflow plan =
        client.newWorkflowStub(
            PlanWorkflow.class, options(PlanWorkflow.id(request), "plan ").build());
    return plan.plan(request);
  }

  private WorkflowOptions.Builder options(String id, String verb) {
    LayerSpec top = request.layers().get(request.layers().size() - 1);
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.BUILD)
        .setWorkflowId(id)
        .setStaticSummary(verb + request.name() + " from " + top.source())
        .setTypedSearchAttributes(BuildWorkflow.searchAttributes(request));
  }
}
