package dev.kiln.integration.registry;

import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Rule;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RegistryWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The worker on a local cloud, with a registry that has the template {@code layer}. */
final class RegistryStage implements AutoCloseable {
  public static final Region EAST = RehearsalStage.REGION;
  public static final LayerSpec FIRST = layer("one");
  public static final LayerSpec SECOND = layer("two");

  public final LocalCloud cloud;
  public final Account we;
  public final Path file;
  private final RehearsalStage stage;

  public RegistryStage(Path home) {
    stage =
        new RehearsalStage(
            LocalCloudSettings.defaults(home.resolve("cloud"))
                .withBackend(BackendChoice.NONE)
                .withBlockPublicAccess(false));
    cloud = stage.cloud;
    we = new Account(cloud, Account.OURS);
    file = home.resolve("registry.json");
  }

  private static LayerSpec layer(String script) {
    return RehearsalStage.layer("layer", Optional.empty(), "true " + script + "\n", "true");
  }

  /** Replaces the worker with a new one that has nothing in its memory. */
  public void replaceWorker() {
    stage.replaceWorker();
  }

  public AmiId build(LayerSpec layer) {
    return stage.build(layer).layers().get(0).ami().orElseThrow();
  }

  /** Tags the image as if an instance of it had passed its checks. */
  public void validated(AmiId image) {
    stage.tag(image.value(), ImageTags.VALIDATION, "passed");
  }

  public AmiId buildValidated(LayerSpec layer) {
    AmiId image = build(layer);
    validated(image);
    return image;
  }

  public RegisteredTemplate known() {
    return client()
        .newWorkflowStub(RegistryWorkflow.class, options(RegistryWorkflow.id(unique())))
        .readRegistry(new RegistryWorkflow.Query(location(), Optional.of("layer")))
        .template("layer")
        .orElseThrow();
  }

  public Channel stable() {
    return Optional.ofNullable(known().channels().get(ChannelName.STABLE)).orElseThrow();
  }

  /** Makes a release of the layer's images, and moves dev to it. */
  public MoveChannelWorkflow.Report record(LayerSpec layer) {
    return record(layer, false);
  }

  public MoveChannelWorkflow.Report record(LayerSpec layer, boolean dryRun) {
    RecordReleaseWorkflow.Request request =
        new RecordReleaseWorkflow.Request(
            move(ChannelName.DEV, Action.RECORD, Optional.empty(), Set.of(Rule.VALIDATED), dryRun),
            new RegisteredTemplate.Card(Optional.empty(), List.of(), Map.of()),
            layer.hash(),
            Optional.empty(),
            Optional.empty(),
            List.of(EAST),
            List.of());
    return client()
        .newWorkflowStub(RecordReleaseWorkflow.class, options(RecordReleaseWorkflow.id(request)))
        .recordRelease(request);
  }

  public MoveChannelWorkflow.Report promote() {
    return run(promotion(ChannelName.STABLE, Set.of()));
  }

  public MoveChannelWorkflow.Report rollback() {
    return run(move(ChannelName.STABLE, Action.ROLLBACK, Optional.empty(), Set.of(), false));
  }

  public MoveChannelWorkflow.Report run(MoveChannelWorkflow.Request request) {
    return workflow(request).moveChannel(request);
  }

  /** Promotes the channel to dev's release. */
  public MoveChannelWorkflow.Request promotion(ChannelName channel, Set<Rule> waived) {
    return move(channel, Action.PROMOTE, Optional.of(ChannelName.DEV), waived, false);
  }

  private MoveChannelWorkflow.Request move(
      ChannelName channel,
      Action action,
      Optional<ChannelName> from,
      Set<Rule> waived,
      boolean dryRun) {
    return new MoveChannelWorkflow.Request(
        unique(),
        location(),
        "layer",
        channel,
        action,
        from,
        Optional.empty(),
        waived,
        Optional.of(ParameterPrefix.DEFAULT),
        EAST,
        dryRun);
  }

  private RegistryLocation location() {
    return new RegistryLocation("file:" + file);
  }

  public MoveChannelWorkflow workflow(MoveChannelWorkflow.Request request) {
    return client()
        .newWorkflowStub(MoveChannelWorkflow.class, options(MoveChannelWorkflow.id(request)));
  }

  private WorkflowClient client() {
    return stage.environment.getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }
}
