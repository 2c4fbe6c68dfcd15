package dev.kiln.worker;

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
import dev.kiln.workflows.retire.RetireAction;
import dev.kiln.workflows.retire.RetirePlan;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireQuery;
import dev.kiln.workflows.retire.RetireReport;
import dev.kiln.workflows.retire.RetireRequest;
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

/** The worker over a local cloud with images of ours in it, to be ended in every way. */
final class RetireStage implements AutoCloseable {
  static final Region HOME = RehearsalStage.REGION;
  static final Region ABROAD = new Region("eu-west-1");

  final LocalCloud cloud;
  final Account we;
  final RegistryLocation registry;
  private final RehearsalStage stage;

  RetireStage(Path home, UnaryOperator<LocalCloudSettings> change) {
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

  RetireStage(Path home) {
    this(home, settings -> settings);
  }

  /** What ending these images would mean, wherever they are. */
  RetirePlan plan(RegionalAmi... images) {
    List<String> ids = Arrays.stream(images).map(image -> image.ami().value()).toList();
    return plan(
        new RetireQuery(HOME, List.of(), ids, Optional.empty(), true, Optional.of(registry)));
  }

  /** What nothing needs, everywhere. */
  RetirePlan unused(Retention retention) {
    return plan(
        new RetireQuery(
            HOME, List.of(), List.of(), Optional.of(retention), true, Optional.of(registry)));
  }

  RetirePlan plan(RetireQuery query) {
    return client()
        .newWorkflowStub(
            RetirePlanWorkflow.class, options(RetirePlanWorkflow.id(UUID.randomUUID().toString())))
        .planRetirement(query);
  }

  /** Deletes what was planned for. */
  RetireReport delete(RetirePlan plan, boolean force) {
    return run(request(RetireAction.DELETE, plan, force, Optional.empty()));
  }

  RetireRequest request(RetireAction action, RetirePlan plan, boolean force, Optional<Instant> at) {
    List<OwnedImage> images = plan.candidates().stream().map(Candidate::image).toList();
    String id = UUID.randomUUID().toString().substring(0, 8);
    return new RetireRequest(
        id, action, HOME, images, plan.orphans(), force, at, Optional.of(registry));
  }

  RetireReport run(RetireRequest request) {
    return client()
        .newWorkflowStub(RetireWorkflow.class, options(RetireWorkflow.id(request)))
        .retire(request);
  }

  WorkflowClient client() {
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
