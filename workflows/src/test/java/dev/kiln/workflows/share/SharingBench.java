package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.List;
import java.util.Optional;

/** The real workflow on an in-memory Temporal server; the permissions are a double. */
public final class SharingBench implements AutoCloseable {
  static final RegionalAmi HERE =
      new RegionalAmi(new Region("us-east-1"), new AmiId("ami-00000001"));
  static final RegionalAmi THERE =
      new RegionalAmi(new Region("eu-west-1"), new AmiId("ami-00000002"));

  private final InMemorySharing sharing = new InMemorySharing();
  private final TestWorkflowEnvironment environment = InMemoryServer.start();

  public SharingBench() {
    Worker worker = environment.newWorker(TaskQueues.BUILD);
    worker.registerWorkflowImplementationTypes(ShareWorkflowImpl.class);
    worker.registerActivitiesImplementations(sharing);
    environment.start();
  }

  /** From now on nothing can be public in the second region. */
  public void block() {
    sharing.block(THERE.region());
  }

  /** Shares an image and its copy with everybody and one account. */
  public WorkflowStub share(String id, boolean dryRun) {
    ShareWorkflow.Request request =
        new ShareWorkflow.Request(
            id,
            "gromacs-v1",
            List.of(HERE, THERE),
            Change.GRANT,
            List.of(Grantee.PUBLIC, new Grantee("111122223333")),
            false,
            dryRun);
    WorkflowStub workflow =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                ShareWorkflow.class.getSimpleName(),
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ShareWorkflow.id(request))
                    .setTaskQueue(TaskQueues.BUILD)
                    .build());
    workflow.start(request);
    return workflow;
  }

  /** The history of a run, for a replay. */
  public String history(WorkflowStub run) {
    String id = Optional.ofNullable(run.getExecution()).orElseThrow().getWorkflowId();
    return environment.getWorkflowClient().fetchHistory(id).toJson(true);
  }

  @Override
  public void close() {
    environment.close();
  }
}
