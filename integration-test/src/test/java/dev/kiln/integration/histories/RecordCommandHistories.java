package dev.kiln.integration.histories;

import static dev.kiln.integration.RehearsalStage.REGION;

import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import dev.kiln.workflows.registry.RegistryWorkflow;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import dev.kiln.workflows.share.PermissionsWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records histories of the remaining commands on the local cloud, as {@link RecordHistories} does
 * of other workflows.
 */
public final class RecordCommandHistories {
  private static final Region WEST = new Region("us-west-2");
  private static final Architecture HERE = Architecture.of(System.getProperty("os.arch"));
  private static final LayerSpec BASE = layer("base", Optional.empty());
  private static final LayerSpec CHILD = layer("child", Optional.of("base"));
  private static final LayerSpec OTHER = layer("other", Optional.empty());

  private final RehearsalStage on;
  private final Path folder;

  private RecordCommandHistories(RehearsalStage on, Path folder) {
    this.on = on;
    this.folder = folder;
  }

  /** Records into the folder that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("kiln-histories");
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    try (RehearsalStage on = new RehearsalStage(settings)) {
      RecordCommandHistories recording =
          new RecordCommandHistories(on, Files.createDirectories(Path.of(arguments[0])));
      BuildWorkflow.Report base = on.build(BASE);
      recording.plan();
      recording.reads(base.layers().get(0).ami().orElseThrow());
      recording.janitor();
      recording.account();
      recording.capture();
      recording.matrix();
    }
  }

  private static LayerSpec layer(String template, Optional<String> parent) {
    return RehearsalStage.layer(template, parent, "true\n", "true");
  }

  private void plan() throws IOException {
    BuildWorkflow.Request request = on.request(BuilderPolicy.DEFAULT, BASE, CHILD);
    record("plan-with-a-hit", PlanWorkflow.class, PlanWorkflow.id(request), request);
  }

  private void reads(AmiId image) throws IOException {
    RegistryLocation registry = new RegistryLocation("file:/var/lib/kiln/none.json");
    record(
        "catalog-part-of-two-regions",
        CatalogWorkflow.class,
        CatalogWorkflow.id("c"),
        new CatalogWorkflow.Query(
            List.of(CatalogWorkflow.Place.first(REGION), CatalogWorkflow.Place.first(WEST)),
            REGION,
            List.of(),
            100));
    record(
        "permissions-of-one",
        PermissionsWorkflow.class,
        PermissionsWorkflow.id("p"),
        new PermissionsWorkflow.Query(List.of(new RegionalAmi(REGION, image))));
    record(
        "registry-read",
        RegistryWorkflow.class,
        RegistryWorkflow.id("r"),
        new RegistryWorkflow.Query(registry, Optional.empty()));
    record(
        "successors-of-one",
        SuccessorWorkflow.class,
        SuccessorWorkflow.id("s"),
        new SuccessorWorkflow.Query(registry, ChannelName.STABLE, List.of(image)));
  }

  /** Something to remove, and a region that refuses to answer. */
  private void janitor() throws IOException {
    String left = instance();
    on.tag(left, ImageTags.MANAGED_BY, ImageTags.KILN);
    on.tag(left, ImageTags.EXPIRES_AT, "2020-01-01T00:00:00Z");
    on.cloud
        .faults()
        .add(
            Fault.error("DescribeInstances", "UnauthorizedOperation")
                .inRegion("eu-west-1")
                .always());
    record(
        "janitor-with-a-silent-region",
        JanitorWorkflow.class,
        JanitorWorkflow.id("j"),
        JanitorWorkflow.Request.everywhere(REGION));
    on.cloud.faults().clear();
  }

  /** Both regions answer. */
  private void account() throws IOException {
    record(
        "account-of-two-regions",
        AccountWorkflow.class,
        AccountWorkflow.id("d"),
        new AccountWorkflow.Request(List.of(REGION, WEST), AccountWorkflow.Builder.usual()));
    CanaryWorkflow.Request canary =
        new CanaryWorkflow.Request("c0ffee01", REGION, WEST, AccountWorkflow.Builder.usual());
    record("canary", CanaryWorkflow.class, CanaryWorkflow.id(canary), canary);
  }

  private void capture() throws IOException {
    on.cloud.faults().add(Fault.of("CopyImage", When.IMAGE_FAILS).times(2));
    CaptureWorkflow.Request request =
        new CaptureWorkflow.Request(
            "c1",
            REGION,
            instance(),
            "by-hand",
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Map.of(),
            Distribution.to(List.of(WEST)),
            false);
    record("capture-partial", CaptureWorkflow.class, CaptureWorkflow.id(request), request);
  }

  /** A layer that fails, one that is skipped because of it, and one that is built and copied. */
  private void matrix() throws IOException {
    on.cloud.faults().add(Fault.error("CreateImage", "InvalidParameterValue").matching("base-v2"));
    MatrixWorkflow.Request request =
        new MatrixWorkflow.Request(
            "m1",
            List.of(BASE, CHILD, OTHER),
            List.of(
                new MatrixWorkflow.Node("base-v2", 0, Optional.empty(), HERE, false, true),
                new MatrixWorkflow.Node("child-v1", 1, Optional.of(0), HERE, true, false),
                new MatrixWorkflow.Node("other-v1", 2, Optional.empty(), HERE, true, false)),
            REGION,
            Distribution.to(List.of(WEST)),
            false,
            BuilderPolicy.DEFAULT,
            2);
    record("matrix-partial", MatrixWorkflow.class, MatrixWorkflow.id(request), request);
  }

  private String instance() {
    Account we = new Account(on.cloud, Account.OURS);
    String host =
        we.ssm(REGION).getParameter(r -> r.name("/kiln/local/host/" + HERE)).parameter().value();
    return we.launch(REGION, host);
  }

  private void record(String name, Class<?> workflow, String id, Object request)
      throws IOException {
    WorkflowClient client = on.environment.getWorkflowClient();
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            workflow.getSimpleName(),
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build());
    run.start(request);
    System.out.println(name + ": " + run.getResult(Object.class));
    Files.writeString(folder.resolve(name + ".json"), client.fetchHistory(id).toJson(true));
  }
}
