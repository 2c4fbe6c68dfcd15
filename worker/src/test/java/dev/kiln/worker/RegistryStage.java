package dev.kiln.worker;

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
import dev.kiln.workflows.registry.MoveReport;
import dev.kiln.workflows.registry.MoveRequest;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RecordRequest;
import dev.kiln.workflows.registry.RegistryQuery;
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

/** The worker over a local cloud, and a registry of the template {@code layer}. */
final class RegistryStage implements AutoCloseable {
  static final Region EAST = RehearsalStage.REGION;
  static final LayerSpec FIRST = layer("one");
  static final LayerSpec SECOND = layer("two");

  final LocalCloud cloud;
  final Account we;
  final Path file;
  private final RehearsalStage stage;

  RegistryStage(Path home) {
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

  /** Another worker takes over, with nothing in its memory. */
  void replaceWorker() {
    stage.replaceWorker();
  }

  AmiId build(LayerSpec layer) {
    return stage.build(layer).layers().get(0).ami().orElseThrow();
  }

  /** As if an instance of it had passed its checks. */
  void validated(AmiId image) {
    stage.tag(image.value(), ImageTags.VALIDATION, "passed");
  }

  AmiId buildValidated(LayerSpec layer) {
    AmiId image = build(layer);
    validated(image);
    return image;
  }

  RegisteredTemplate known() {
    return client()
        .newWorkflowStub(RegistryWorkflow.class, options(RegistryWorkflow.id(unique())))
        .readRegistry(new RegistryQuery(location(), Optional.of("layer")))
        .template("layer")
        .orElseThrow();
  }

  Channel stable() {
    return Optional.ofNullable(known().channels().get(ChannelName.STABLE)).orElseThrow();
  }

  /** Makes a release of what there is of the layer, and moves dev to it. */
  MoveReport record(LayerSpec layer) {
    return record(layer, false);
  }

  MoveReport record(LayerSpec layer, boolean dryRun) {
    RecordRequest request =
        new RecordRequest(
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

  MoveReport promote() {
    return run(promotion(ChannelName.STABLE, Set.of()));
  }

  MoveReport rollback() {
    return run(move(ChannelName.STABLE, Action.ROLLBACK, Optional.empty(), Set.of(), false));
  }

  MoveReport run(MoveRequest request) {
    return workflow(request).moveChannel(request);
  }

  /** The channel is to become what dev is. */
  MoveRequest promotion(ChannelName channel, Set<Rule> waived) {
    return move(channel, Action.PROMOTE, Optional.of(ChannelName.DEV), waived, false);
  }

  private MoveRequest move(
      ChannelName channel,
      Action action,
      Optional<ChannelName> from,
      Set<Rule> waived,
      boolean dryRun) {
    return new MoveRequest(
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

  MoveChannelWorkflow workflow(MoveRequest request) {
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
