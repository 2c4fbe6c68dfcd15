package dev.kiln.cli.scripted;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CompareWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.Optional;

/** A Temporal in this process, with a worker whose workflows follow a script. */
public final class ScriptedTemporal implements Connector, AutoCloseable {
  private final TestWorkflowEnvironment environment = InMemoryServer.start();
  private final Script script;
  private final boolean embedded;

  /**
   * Starts it.
   *
   * @param embedded whether its connections are embedded
   */
  public ScriptedTemporal(Script script, boolean embedded) {
    this.script = script;
    this.embedded = embedded;
    Worker worker = environment.newWorker(TaskQueues.BUILD);
    worker.registerWorkflowImplementationFactory(
        BuildWorkflow.class, () -> new ScriptedBuild(script));
    worker.registerWorkflowImplementationFactory(
        ImageWorkflow.class, () -> new ScriptedImage(script));
    worker.registerWorkflowImplementationFactory(PlanWorkflow.class, () -> script::plan);
    worker.registerWorkflowImplementationFactory(
        CatalogWorkflow.class, () -> new ScriptedCatalog(script)::list);
    worker.registerWorkflowImplementationFactory(
        CompareWorkflow.class, () -> (left, right) -> script.content());
    worker.registerWorkflowImplementationFactory(
        LineageWorkflow.class, () -> query -> script.lineage());
    worker.registerWorkflowImplementationFactory(
        PermissionsWorkflow.class, () -> new ScriptedCatalog(script)::permissions);
    worker.registerWorkflowImplementationFactory(
        ShareWorkflow.class, () -> new ScriptedShare(script));
    worker.registerWorkflowImplementationFactory(
        ValidateWorkflow.class, () -> new ScriptedValidation(script));
    worker.registerWorkflowImplementationFactory(
        CaptureWorkflow.class, () -> new ScriptedCapture(script));
    worker.registerWorkflowImplementationFactory(
        MatrixWorkflow.class, () -> new ScriptedMatrix(script));
    worker.registerWorkflowImplementationFactory(
        JanitorWorkflow.class, () -> request -> script.janitor());
    worker.registerActivitiesImplementations((ScriptActivities) this::awaitAsked);
    environment.start();
    script.runs().forEach(this::startRun);
  }

  private void startRun(ImageKey key) {
    environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            ImageWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.BUILD)
                .setWorkflowId(ImageWorkflow.id(key))
                .build())
        .start();
  }

  private void awaitAsked(int scene) {
    try {
      script.awaitAsked(scene);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test ended before the scene was asked for", e);
    }
  }

  @Override
  public Connection open(ConnectOptions options) {
    return new ScriptedConnection(
        environment.getWorkflowClient(),
        embedded,
        options.region().orElse(new Region("us-east-1")));
  }

  @Override
  public void close() {
    environment.close();
  }

  private record ScriptedConnection(WorkflowClient client, boolean embedded, Region defaultRegion)
      implements Connection {
    @Override
    public Optional<String> banner() {
      return embedded ? Optional.of("kiln: a scripted Temporal in this process") : Optional.empty();
    }

    @Override
    public Optional<String> webUi(String workflowId) {
      return embedded ? Optional.empty() : Optional.of("http://ui.test/workflows/" + workflowId);
    }

    @Override
    public void close() {}
  }
}
