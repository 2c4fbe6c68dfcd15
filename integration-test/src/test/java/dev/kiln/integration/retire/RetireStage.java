package dev.kiln.integration.retire;

import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.Retention;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The worker on a local cloud with images of Kiln, for every way to end images. */
public final class RetireStage implements AutoCloseable {
  public static final Region HOME = RehearsalStage.REGION;
  public static final Region ABROAD = new Region("eu-west-1");

  public final LocalCloud cloud;
  public final Account we;
  public final RegistryLocation registry;
  private final RehearsalStage stage;

  public RetireStage(Path home, UnaryOperator<LocalCloudSettings> change) {
    stage =
        new RehearsalStage(
            change.apply(
                LocalCloudSettings.defaults(home)
                    .withBackend(BackendChoice.NONE)
                    .withBlockPublicAccess(false)));
    cloud = stage.cloud;
    registry = new RegistryLocation("file:" + home.resolve("registry.json"));
    we = new Account(cloud, Account.OURS);
  }

  public RetireStage(Path home) {
    this(home, settings -> settings);
  }

  /** The plan for ending these images, in all regions. */
  public RetirePlanWorkflow.Plan plan(RegionalAmi... images) {
    List<String> ids = Arrays.stream(images).map(image -> image.ami().value()).toList();
    return plan(
        new RetirePlanWorkflow.Query(
            HOME, List.of(), ids, Optional.empty(), true, Optional.of(registry)));
  }

  /** Everything unused, in all regions. */
  public RetirePlanWorkflow.Plan unused(Retention retention) {
    return plan(
        new RetirePlanWorkflow.Query(
            HOME, List.of(), List.of(), Optional.of(retention), true, Optional.of(registry)));
  }

  public RetirePlanWorkflow.Plan plan(RetirePlanWorkflow.Query query) {
    return client()
        .newWorkflowStub(
            RetirePlanWorkflow.class, options(RetirePlanWorkflow.id(UUID.randomUUID().toString())))
        .planRetirement(query);
  }

  /** Deletes the images of a plan. */
  public RetireWorkflow.Report delete(RetirePlanWorkflow.Plan plan, boolean force) {
    return run(request(RetireWorkflow.Action.DELETE, plan, force, Optional.empty()));
  }

  public RetireWorkflow.Request request(
      RetireWorkflow.Action action,
      RetirePlanWorkflow.Plan plan,
      boolean force,
      Optional<Instant> at) {
    List<OwnedImage> images = plan.candidates().stream().map(Candidate::image).toList();
    String id = UUID.randomUUID().toString().substring(0, 8);
    return new RetireWorkflow.Request(
        id, action, HOME, images, plan.orphans(), force, at, Optional.of(registry));
  }

  public RetireWorkflow.Report run(RetireWorkflow.Request request) {
    return client()
        .newWorkflowStub(RetireWorkflow.class, options(RetireWorkflow.id(request)))
        .retire(request);
  }

  public WorkflowClient client() {
    return stage.environment.getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.BUILD).setWorkflowId(id).build();
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }
}
