package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.TaskQueues;
import io.temporal.activity.ActivityInterface;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The real workflows on an in-memory Temporal server; the images are doubles. */
public final class RetireBench implements AutoCloseable {
  public static final Region HOME = new Region("us-east-1");
  public static final Region ABROAD = new Region("eu-west-1");
  private static final RegistryLocation REGISTRY = new RegistryLocation("file:/registry.json");

  public final InMemoryImages images = new InMemoryImages();
  private final TestWorkflowEnvironment environment = InMemoryServer.start();
  private WorkerFactory worker = startWorker();

  /** The only catalogue call that these workflows make. */
  @ActivityInterface
  public interface Regions {
    List<Region> listRegions(Region any);
  }

  /** The only registry call. */
  @ActivityInterface
  public interface Channels {
    List<ImageUse> findChannelUses(Optional<RegistryLocation> registry, List<RegionalAmi> images);
  }

  private WorkerFactory startWorker() {
    WorkerFactory factory = WorkerFactory.newInstance(client());
    Worker made =
        factory.newWorker(
            TaskQueues.BUILD,
            WorkerOptions.newBuilder().setStickyQueueScheduleToStartTimeout(Duration.ZERO).build());
    made.registerWorkflowImplementationTypes(
        RetirePlanWorkflowImpl.class, RetireWorkflowImpl.class);
    made.registerActivitiesImplementations(
        images, (Regions) any -> List.of(HOME, ABROAD), (Channels) images::channelUses);
    factory.start();
    return factory;
  }

  /** As if the process had been killed and started again. */
  void replaceWorker() {
    worker.shutdownNow();
    worker = startWorker();
  }

  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** An image of a template, with a snapshot. */
  public static OwnedImage image(int number, String template, Optional<OwnedImage> base) {
    return new OwnedImage(
        new RegionalAmi(HOME, new AmiId("ami-%017x".formatted(number))),
        template + "-v1-0123abcd",
        template + "-v1",
        template,
        "x86_64",
        "available",
        Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(number)),
        Optional.empty(),
        base.map(below -> below.image().ami()),
        Optional.empty(),
        "disabled",
        8,
        Optional.of(8L << 30),
        List.of("snap-" + number));
  }

  /** Starts to delete all images. */
  public WorkflowStub delete(String id) {
    RetireWorkflow.Request request =
        new RetireWorkflow.Request(
            id,
            RetireWorkflow.Action.DELETE,
            HOME,
            images.images,
            List.of(),
            false,
            Optional.empty(),
            Optional.of(REGISTRY));
    WorkflowStub workflow =
        client()
            .newUntypedWorkflowStub(
                RetireWorkflow.class.getSimpleName(), options(RetireWorkflow.id(request)));
    workflow.start(request);
    return workflow;
  }

  /** Starts to look for the uses of the images with these names. */
  public WorkflowStub plan(String id, String... names) {
    WorkflowStub workflow =
        client()
            .newUntypedWorkflowStub(
                RetirePlanWorkflow.class.getSimpleName(), options(RetirePlanWorkflow.id(id)));
    workflow.start(
        new RetirePlanWorkflow.Query(
            HOME, List.of(), List.of(names), Optional.empty(), true, Optional.of(REGISTRY)));
    return workflow;
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  /** The history of a run, for a replay. */
  public String history(WorkflowStub run) {
    String id = Optional.ofNullable(run.getExecution()).orElseThrow().getWorkflowId();
    return client().fetchHistory(id).toJson(true);
  }

  @Override
  public void close() {
    images.goOn();
    worker.shutdownNow();
    environment.close();
  }
}
