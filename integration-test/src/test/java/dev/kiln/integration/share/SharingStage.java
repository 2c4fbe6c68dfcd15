package dev.kiln.integration.share;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** A stage for sharing: an image, its copies in other regions, and other accounts. */
public final class SharingStage implements AutoCloseable {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");
  private static final Region EAST = RehearsalStage.REGION;
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  public final LocalCloud cloud;
  private final RehearsalStage stage;

  public SharingStage(LocalCloudSettings settings) {
    this(settings, Patience.usual());
  }

  public SharingStage(LocalCloudSettings settings, Patience patience) {
    this.stage = new RehearsalStage(settings, patience);
    this.cloud = stage.cloud;
  }

  /** A cloud that allows public images. */
  public static LocalCloudSettings settings(Path home) {
    return LocalCloudSettings.defaults(home)
        .withBackend(BackendChoice.NONE)
        .withBlockPublicAccess(false);
  }

  /** Builds or finds the layer, and copies it to another region. */
  public BuildWorkflow.Report build(Distribution distribution) {
    BuildWorkflow.Request here =
        stage.request(
            new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300)), LAYER);
    return stage
        .start(
            new BuildWorkflow.Request(
                here.buildId(),
                here.name(),
                here.layers(),
                here.region(),
                here.architectures(),
                here.rebuild(),
                here.refresh(),
                here.policy(),
                Optional.of(distribution)))
        .getResult(BuildWorkflow.Report.class);
  }

  /** Starts to copy an image to other regions. */
  public WorkflowStub distribute(RegionalAmi source, Distribution distribution) {
    DistributeWorkflow.Request request =
        new DistributeWorkflow.Request(
            UUID.randomUUID().toString(), "layer-v1", source, distribution, false);
    WorkflowStub started =
        client()
            .newUntypedWorkflowStub(
                DistributeWorkflow.class.getSimpleName(), options(DistributeWorkflow.id(request)));
    started.start(request);
    return started;
  }

  /** The calls that asked a region for a copy, without dry runs. */
  public List<LoggedCall> copyCalls(Region region) {
    return cloud.calls().list().stream()
        .filter(call -> call.action().equals("CopyImage"))
        .filter(call -> call.region().equals(region.value()))
        .filter(call -> call.errorCode().filter("DryRunOperation"::equals).isEmpty())
        .toList();
  }

  /** A run's whole history, in the form for replays. */
  public String history(String workflowId) {
    return stage.history(workflowId);
  }

  public void replaceWorker() {
    stage.replaceWorker();
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }

  public Permissions permissions(RegionalAmi image) {
    return audit(image).permissions().getOrDefault(image.ami(), Permissions.NONE);
  }

  public PermissionsWorkflow.Report audit(RegionalAmi... images) {
    return client()
        .newWorkflowStub(
            PermissionsWorkflow.class,
            options(PermissionsWorkflow.id(UUID.randomUUID().toString())))
        .permissions(new PermissionsWorkflow.Query(List.of(images)));
  }

  public ShareWorkflow.Report share(Change change, List<Grantee> grantees, RegionalAmi... images) {
    return run(
        new ShareWorkflow.Request(
            UUID.randomUUID().toString(), "n", List.of(images), change, grantees, false, false));
  }

  public ShareWorkflow.Report shareSnapshots(Grantee grantee, RegionalAmi image) {
    return run(
        new ShareWorkflow.Request(
            "v", "n", List.of(image), Change.GRANT, List.of(grantee), true, false));
  }

  public ShareWorkflow.Report run(ShareWorkflow.Request request) {
    return workflow(request).share(request);
  }

  public ShareWorkflow workflow(ShareWorkflow.Request request) {
    return client().newWorkflowStub(ShareWorkflow.class, options(ShareWorkflow.id(request)));
  }

  private WorkflowClient client() {
    return stage.environment.getWorkflowClient();
  }

  public static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  public static List<Outcome> outcomes(ShareWorkflow.Report report) {
    return report.outcomes().stream()
        .flatMap(outcome -> outcome.grants().stream())
        .map(SharingOutcome.Grant::outcome)
        .toList();
  }

  public static SharingOutcome.Grant grant(
      ShareWorkflow.Report report, RegionalAmi image, Grantee grantee) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.image().equals(image))
        .map(SharingOutcome::grants)
        .flatMap(List::stream)
        .filter(grant -> grant.grantee().equals(grantee))
        .findFirst()
        .orElseThrow();
  }

  public RegionalAmi build() {
    return build("layer");
  }

  public RegionalAmi build(String template) {
    LayerSpec layer = RehearsalStage.layer(template, Optional.empty(), "true\n", "true");
    return new RegionalAmi(EAST, stage.build(layer).layers().get(0).ami().orElseThrow());
  }

  public RegionalAmi copy(RegionalAmi source, Region to, boolean encrypted) {
    return copy(source, to, request -> request.encrypted(encrypted ? true : null));
  }

  public RegionalAmi encryptedCopy(RegionalAmi source, Region to, String key) {
    return copy(source, to, request -> request.encrypted(true).kmsKeyId(key));
  }

  public RegionalAmi copy(
      RegionalAmi source, Region to, UnaryOperator<CopyImageRequest.Builder> encryption) {
    CopyImageRequest request =
        encryption
            .apply(
                CopyImageRequest.builder()
                    .sourceImageId(source.ami().value())
                    .sourceRegion(source.region().value())
                    .name("copy-" + UUID.randomUUID())
                    .copyImageTags(true))
            .build();
    Ec2Client ec2 = ec2(to, "local");
    String ami = ec2.copyImage(request).imageId();
    while (!ec2.describeImages(r -> r.imageIds(ami))
        .images()
        .get(0)
        .stateAsString()
        .equals("available")) {
      Thread.onSpinWait();
    }
    return new RegionalAmi(to, new AmiId(ami));
  }

  public boolean seenBy(String account, RegionalAmi image) {
    return ec2(image.region(), account)
        .describeImages(r -> r.owners("000000000000"))
        .images()
        .stream()
        .map(Image::imageId)
        .anyMatch(image.ami().value()::equals);
  }

  public long changes(Region region) {
    return cloud.calls().list().stream()
        .filter(call -> call.action().equals("ModifyImageAttribute"))
        .filter(call -> call.account().equals(LocalCloudSettings.DEFAULT_ACCOUNT))
        .filter(call -> call.errorCode().filter("DryRunOperation"::equals).isEmpty())
        .map(LoggedCall::region)
        .filter(region.value()::equals)
        .count();
  }

  public Ec2Client ec2(Region region, String key) {
    return Ec2Client.builder()
        .httpClient(HTTP)
        .endpointOverride(cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.of(region.value()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .build();
  }
}
