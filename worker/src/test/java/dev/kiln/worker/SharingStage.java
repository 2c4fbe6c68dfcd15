package dev.kiln.worker;

import dev.kiln.activities.Patience;
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
import dev.kiln.workflows.build.BuildReport;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.copy.DistributeRequest;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.share.Grant;
import dev.kiln.workflows.share.Grant.Outcome;
import dev.kiln.workflows.share.PermissionsQuery;
import dev.kiln.workflows.share.PermissionsReport;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareReport;
import dev.kiln.workflows.share.ShareRequest;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOrder.Change;
import dev.kiln.workflows.share.SharingOutcome;
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

/** A stage for sharing: an image, copies of it in other regions, and the accounts of others. */
final class SharingStage implements AutoCloseable {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");
  private static final Region EAST = RehearsalStage.REGION;
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  final LocalCloud cloud;
  private final RehearsalStage stage;

  SharingStage(LocalCloudSettings settings) {
    this(settings, Patience.usual());
  }

  SharingStage(LocalCloudSettings settings, Patience patience) {
    this.stage = new RehearsalStage(settings, patience);
    this.cloud = stage.cloud;
  }

  /** A cloud on which images may be public. */
  static LocalCloudSettings settings(Path home) {
    return LocalCloudSettings.defaults(home)
        .withBackend(BackendChoice.NONE)
        .withBlockPublicAccess(false);
  }

  /** Builds the layer, or finds it, and brings it to another region. */
  BuildReport build(Distribution distribution) {
    BuildRequest here =
        stage.request(
            new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300)), LAYER);
    return stage
        .start(
            new BuildRequest(
                here.buildId(),
                here.name(),
                here.layers(),
                here.region(),
                here.architectures(),
                here.rebuild(),
                here.refresh(),
                here.policy(),
                Optional.of(distribution)))
        .getResult(BuildReport.class);
  }

  /** Starts to bring an image to other regions. */
  WorkflowStub distribute(RegionalAmi source, Distribution distribution) {
    DistributeRequest request =
        new DistributeRequest(
            UUID.randomUUID().toString(), "layer-v1", source, distribution, false);
    WorkflowStub started =
        client()
            .newUntypedWorkflowStub(
                DistributeWorkflow.class.getSimpleName(), options(DistributeWorkflow.id(request)));
    started.start(request);
    return started;
  }

  /** The calls that asked a region for a copy, and not only for the permission. */
  List<LoggedCall> copyCalls(Region region) {
    return cloud.calls().list().stream()
        .filter(call -> call.action().equals("CopyImage"))
        .filter(call -> call.region().equals(region.value()))
        .filter(call -> call.errorCode().filter("DryRunOperation"::equals).isEmpty())
        .toList();
  }

  /** Everything that happened in a run, as a replay takes it. */
  String history(String workflowId) {
    return stage.history(workflowId);
  }

  void replaceWorker() {
    stage.replaceWorker();
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }

  Permissions permissions(RegionalAmi image) {
    return audit(List.of(image.region())).permissions().getOrDefault(image.ami(), Permissions.NONE);
  }

  PermissionsReport audit(List<Region> regions) {
    return client()
        .newWorkflowStub(
            PermissionsWorkflow.class,
            options(PermissionsWorkflow.id(UUID.randomUUID().toString())))
        .permissions(new PermissionsQuery(regions, EAST, PermissionsQuery.Detail.PERMISSIONS));
  }

  ShareReport share(Change change, List<Grantee> grantees, RegionalAmi... images) {
    return run(
        new ShareRequest(
            UUID.randomUUID().toString(), "n", List.of(images), change, grantees, false, false));
  }

  ShareReport shareSnapshots(Grantee grantee, RegionalAmi image) {
    return run(
        new ShareRequest("v", "n", List.of(image), Change.GRANT, List.of(grantee), true, false));
  }

  ShareReport run(ShareRequest request) {
    return workflow(request).share(request);
  }

  ShareWorkflow workflow(ShareRequest request) {
    return client().newWorkflowStub(ShareWorkflow.class, options(ShareWorkflow.id(request)));
  }

  private WorkflowClient client() {
    return stage.environment.getWorkflowClient();
  }

  static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  static List<Outcome> outcomes(ShareReport report) {
    return report.outcomes().stream()
        .flatMap(outcome -> outcome.grants().stream())
        .map(Grant::outcome)
        .toList();
  }

  static Grant grant(ShareReport report, RegionalAmi image, Grantee grantee) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.image().equals(image))
        .map(SharingOutcome::grants)
        .flatMap(List::stream)
        .filter(grant -> grant.grantee().equals(grantee))
        .findFirst()
        .orElseThrow();
  }

  RegionalAmi build() {
    return build("layer");
  }

  RegionalAmi build(String template) {
    LayerSpec layer = RehearsalStage.layer(template, Optional.empty(), "true\n", "true");
    return new RegionalAmi(EAST, stage.build(layer).layers().get(0).ami().orElseThrow());
  }

  RegionalAmi copy(RegionalAmi source, Region to, boolean encrypted) {
    return copy(source, to, request -> request.encrypted(encrypted ? true : null));
  }

  RegionalAmi encryptedCopy(RegionalAmi source, Region to, String key) {
    return copy(source, to, request -> request.encrypted(true).kmsKeyId(key));
  }

  RegionalAmi copy(
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

  boolean seenBy(String account, RegionalAmi image) {
    return ec2(image.region(), account)
        .describeImages(r -> r.owners("000000000000"))
        .images()
        .stream()
        .map(Image::imageId)
        .anyMatch(image.ami().value()::equals);
  }

  long changes(Region region) {
    return cloud.calls().list().stream()
        .filter(call -> call.action().equals("ModifyImageAttribute"))
        .filter(call -> call.account().equals(LocalCloudSettings.DEFAULT_ACCOUNT))
        .filter(call -> call.errorCode().filter("DryRunOperation"::equals).isEmpty())
        .map(LoggedCall::region)
        .filter(region.value()::equals)
        .count();
  }

  Ec2Client ec2(Region region, String key) {
    return Ec2Client.builder()
        .httpClient(HTTP)
        .endpointOverride(cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.of(region.value()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .build();
  }
}
