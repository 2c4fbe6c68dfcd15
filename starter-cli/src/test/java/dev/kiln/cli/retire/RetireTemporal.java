package dev.kiln.cli.retire;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.model.Region;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.retire.RetirePlanWorkflowImpl;
import dev.kiln.workflows.retire.RetireWorkflowImpl;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real workflows of retirement in this process, over images that are remembered. */
public final class RetireTemporal implements Connector, AutoCloseable {
  static final Region HOME = new Region("us-east-1");
  static final Region ABROAD = new Region("eu-west-1");

  final RememberedImages images = new RememberedImages();
  private final TestWorkflowEnvironment environment;

  /** The only reading of the catalogue that these workflows do. */
  @ActivityInterface
  public interface Regions {
    @ActivityMethod(name = "ListRegions")
    List<Region> listRegions(Region any);
  }

  RetireTemporal() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(KilnDataConverter.create())
                    .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                    .build());
    SearchAttributes.ALL.forEach(
        key ->
            options.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = environment.newWorker(TaskQueues.BUILD);
    worker.registerWorkflowImplementationTypes(
        RetirePlanWorkflowImpl.class, RetireWorkflowImpl.class);
    worker.registerActivitiesImplementations(images, (Regions) any -> List.of(HOME, ABROAD));
    environment.start();
  }

  @Override
  public Connection open(ConnectOptions options) {
    WorkflowClient client = environment.getWorkflowClient();
    return new Connection() {
      @Override
      public WorkflowClient client() {
        return client;
      }

      @Override
      public Optional<String> banner() {
        return Optional.empty();
      }

      @Override
      public boolean embedded() {
        return false;
      }

      @Override
      public Region defaultRegion() {
        return HOME;
      }

      @Override
      public Optional<String> webUi(String workflowId) {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    environment.close();
  }
}
