package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Rule;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The real registry workflows on an in-memory Temporal server; images and registry are doubles. */
public final class RegistryBench implements AutoCloseable {
  public static final Region HOME = new Region("us-east-1");
  public static final Region ABROAD = new Region("eu-west-1");

  public final InMemoryRegistry registry = new InMemoryRegistry();
  public final List<KilnImage> images = new CopyOnWriteArrayList<>();

  /** The receivers of images. */
  public final Map<AmiId, Grantee> shared = new ConcurrentHashMap<>();

  private final TestWorkflowEnvironment environment = InMemoryServer.start();
  private final WorkerFactory factory = WorkerFactory.newInstance(client());

  /** The catalogue calls that these workflows make. */
  @ActivityInterface
  public interface Catalog {
    List<KilnImage> listImages(Region region, Optional<String> template);

    List<Region> listRegions(Region any);
  }

  /** The only call that reads permissions. */
  @ActivityInterface
  public interface Sharing {
    Map<AmiId, Permissions> readPermissions(Region region, List<AmiId> images);
  }

  public RegistryBench() {
    Worker worker =
        factory.newWorker(
            TaskQueues.BUILD,
            WorkerOptions.newBuilder().setStickyQueueScheduleToStartTimeout(Duration.ZERO).build());
    worker.registerWorkflowImplementationTypes(
        RecordReleaseWorkflowImpl.class,
        MoveChannelWorkflowImpl.class,
        RegistryWorkflowImpl.class,
        SuccessorWorkflowImpl.class);
    worker.registerActivitiesImplementations(registry, catalog(), (Sharing) this::permissions);
    factory.start();
  }

  private Catalog catalog() {
    return new Catalog() {
      @Override
      public List<KilnImage> listImages(Region region, Optional<String> template) {
        return images.stream()
            .filter(image -> image.key().region().equals(region))
            .filter(image -> template.filter(image.key().template()::equals).isPresent())
            .toList();
      }

      @Override
      public List<Region> listRegions(Region any) {
        return List.of(HOME, ABROAD);
      }
    };
  }

  private Map<AmiId, Permissions> permissions(Region region, List<AmiId> wanted) {
    return wanted.stream()
        .filter(shared::containsKey)
        .collect(
            Collectors.toMap(
                ami -> ami, ami -> new Permissions(List.of(shared.get(ami)), List.of())));
  }

  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** An available image of {@code gromacs}, with id and hash made from the number. */
  public static KilnImage image(int number, Region region, boolean validated) {
    return image(
        new ImageKey("gromacs", hash(number), Architecture.X86_64, region), number, validated);
  }

  /** An available image with a key, and an id made from the number. */
  public static KilnImage image(ImageKey key, int number, boolean validated) {
    return new KilnImage(
        ami(number),
        key,
        "gromacs-" + number,
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(number)),
        8,
        Optional.empty(),
        validated ? Map.of(ImageTags.VALIDATION, "passed") : Map.of());
  }

  public static AmiId ami(int number) {
    return new AmiId("ami-%017x".formatted(number));
  }

  public static TemplateHash hash(int number) {
    return new TemplateHash("%016x".formatted(number));
  }

  /** Records the images with this number, and moves dev to them. */
  public WorkflowStub record(int number) {
    RecordReleaseWorkflow.Request request =
        new RecordReleaseWorkflow.Request(
            move("record-" + number, ChannelName.DEV, Channel.Action.RECORD, Optional.empty()),
            new RegisteredTemplate.Card(Optional.empty(), List.of(), Map.of()),
            hash(number),
            Optional.of("1." + number),
            Optional.empty(),
            List.of(),
            List.of());
    WorkflowStub workflow =
        workflow(RecordReleaseWorkflow.class.getSimpleName(), RecordReleaseWorkflow.id(request));
    workflow.start(request);
    return workflow;
  }

  /** Moves stable to the release in dev. */
  public WorkflowStub promote(String unique) {
    MoveChannelWorkflow.Request request =
        move(unique, ChannelName.STABLE, Channel.Action.PROMOTE, Optional.of(ChannelName.DEV));
    WorkflowStub workflow =
        workflow(MoveChannelWorkflow.class.getSimpleName(), MoveChannelWorkflow.id(request));
    workflow.start(request);
    return workflow;
  }

  private static MoveChannelWorkflow.Request move(
      String unique, ChannelName channel, Channel.Action action, Optional<ChannelName> from) {
    RegistryLocation registry = new RegistryLocation("file:/registry.json");
    return MoveChannelWorkflow.Request.of(
            unique, action, new MoveChannelWorkflow.Target(registry, "gromacs", channel), HOME)
        .with()
        .from(from)
        .waived(action == Channel.Action.RECORD ? Set.of(Rule.VALIDATED) : Set.of())
        .parameters(ParameterPrefix.DEFAULT)
        .build();
  }

  private WorkflowStub workflow(String type, String id) {
    return client()
        .newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build());
  }

  /** The history of a run, for a replay. */
  public String history(WorkflowStub run) {
    String id = Optional.ofNullable(run.getExecution()).orElseThrow().getWorkflowId();
    return client().fetchHistory(id).toJson(true);
  }

  @Override
  public void close() {
    factory.shutdownNow();
    environment.close();
  }
}
