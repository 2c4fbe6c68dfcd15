package dev.kiln.integration.histories;

import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.content.LocalContentActivities;
import dev.kiln.model.AmiId;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CompareWorkflow;
import dev.kiln.workflows.catalog.CompareWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.Map;

/** A comparison on AWS, which cannot show files. */
final class CompareHistory {
  private CompareHistory() {}

  static String json() {
    try (TestWorkflowEnvironment environment = InMemoryServer.start()) {
      Worker worker = environment.newWorker(TaskQueues.BUILD);
      worker.registerWorkflowImplementationTypes(CompareWorkflowImpl.class);
      worker.registerActivitiesImplementations(
          new LocalContentActivities(CloudSettings.aws(Map.of())));
      environment.start();
      String id = CompareWorkflow.id("recorded");
      environment
          .getWorkflowClient()
          .newWorkflowStub(
              CompareWorkflow.class,
              WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.BUILD).setWorkflowId(id).build())
          .compare(new AmiId("ami-0a0a0a0a0a0a0a0a0"), new AmiId("ami-0b0b0b0b0b0b0b0b0"));
      return environment.getWorkflowClient().fetchHistory(id).toJson(true);
    }
  }
}
