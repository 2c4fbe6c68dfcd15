package dev.kiln.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.Fault;
import dev.kiln.localcloud.LocalCloudSettings;
import dev.kiln.localcloud.LoggedCall;
import dev.kiln.localcloud.Quotas;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.TaskQueues;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Sharing on the wire: what other accounts see, and which calls it took. */
@Timeout(120)
final class SharingOnLocalCloudTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");
  private static final Region EAST = RehearsalStage.REGION;
  private static final Region WEST = new Region("us-west-2");
  private static final String FRIEND = "111122223333";
  private static final String OTHER = "444455556666";
  private static final Grantee TO_FRIEND = new Grantee(FRIEND);
  private static final Grantee TO_OTHER = new Grantee(OTHER);
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void anotherAccountSeesTheImageAfterSharingAndNotBeforeNorAfterwards() {
    open(free());
    RegionalAmi image = build();
    RegionalAmi copy = copy(image, WEST, false);
    assertThat(seenBy(FRIEND, image)).isFalse();

    ShareReport shared = share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image, copy);

    assertThat(outcomes(shared)).containsOnly(Outcome.GRANTED).hasSize(4);
    assertThat(seenBy(FRIEND, image)).isTrue();
    assertThat(seenBy(OTHER, copy)).isTrue();
    assertThat(changes(EAST)).as("one merged call").isEqualTo(1);
    ShareReport unshared = share(Change.REVOKE, List.of(TO_FRIEND), image, copy);
    assertThat(outcomes(unshared)).containsOnly(Outcome.REVOKED);
    assertThat(seenBy(FRIEND, image)).isFalse();
    assertThat(seenBy(OTHER, image)).isTrue();
  }

  @Test
  void doesAgainOnlyWhatIsMissing() {
    open(free());
    RegionalAmi image = build();
    share(Change.GRANT, List.of(TO_FRIEND), image);

    ShareReport again = share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);
    ShareReport third = share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);

    assertThat(outcomes(again)).containsExactly(Outcome.ALREADY, Outcome.GRANTED);
    assertThat(outcomes(third)).containsOnly(Outcome.ALREADY);
    assertThat(changes(EAST)).isEqualTo(2);
  }

  @Test
  void aDryRunChangesNothing() {
    open(free());
    RegionalAmi image = build();

    ShareReport planned =
        run(
            new ShareRequest(
                "d", "n", List.of(image), Change.GRANT, List.of(TO_FRIEND), true, true));

    assertThat(outcomes(planned)).containsExactly(Outcome.PLANNED);
    assertThat(changes(EAST)).isZero();
  }

  @Test
  void staysPrivateWhereBlockPublicAccessIsOnAndIsPublicElsewhere() {
    open(free().withBlockPublicAccess(true));
    RegionalAmi image = build();
    RegionalAmi copy = copy(image, WEST, false);
    ec2(WEST, "local").disableImageBlockPublicAccess(r -> r.dryRun(false));

    ShareReport report = share(Change.GRANT, List.of(Grantee.PUBLIC, TO_FRIEND), image, copy);

    assertThat(grant(report, image, Grantee.PUBLIC).reason().orElseThrow())
        .contains("block public access for AMIs is on in us-east-1")
        .contains("disable-image-block-public-access");
    assertThat(grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(grant(report, copy, Grantee.PUBLIC).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(seenBy(OTHER, image)).isFalse();
    assertThat(seenBy(OTHER, copy)).isTrue();
    assertThat(changes(EAST)).as("the blocked one was not even tried").isEqualTo(1);
  }

  @Test
  void aFullQuotaOfPublicImagesKeepsNoOtherRegionFromSharing() {
    open(free().withQuotas(Quotas.documented().withPublicImages(1)));
    RegionalAmi image = build();
    RegionalAmi copy = copy(image, WEST, false);
    RegionalAmi first = copy(image, WEST, false);
    LaunchPermission all = LaunchPermission.builder().group("all").build();
    ec2(WEST, "local")
        .modifyImageAttribute(
            r -> r.imageId(first.ami().value()).launchPermission(p -> p.add(all)));

    ShareReport report = share(Change.GRANT, List.of(Grantee.PUBLIC, TO_FRIEND), image, copy);

    assertThat(grant(report, image, Grantee.PUBLIC).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(grant(report, copy, Grantee.PUBLIC).reason().orElseThrow())
        .contains("ResourceLimitExceeded")
        .contains(first.ami().value());
    assertThat(grant(report, copy, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
  }

  @Test
  void neverSharesWhatTheDefaultKeyHasEncrypted() {
    open(free());
    RegionalAmi image = build();
    RegionalAmi copy = copy(image, WEST, true);

    ShareReport report = share(Change.GRANT, List.of(TO_FRIEND), image, copy);

    assertThat(grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(grant(report, copy, TO_FRIEND).reason().orElseThrow())
        .contains("encrypted with the default key aws/ebs");
    assertThat(changes(WEST)).isZero();
  }

  @Test
  void namesTheAccountThatTheCloudDoesNotKnowAndSharesWithTheOthers() {
    open(free());
    RegionalAmi image = build();
    on().cloud
        .faults()
        .add(
            Fault.error("ModifyImageAttribute", "InvalidAMIAttributeItemValue")
                .withMessage("Invalid attribute item value \"" + OTHER + "\"")
                .matching(OTHER)
                .always());

    ShareReport report = share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);

    assertThat(grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(grant(report, image, TO_OTHER).reason().orElseThrow())
        .contains("InvalidAMIAttributeItemValue")
        .contains(OTHER);
    assertThat(seenBy(FRIEND, image)).isTrue();
  }

  @Test
  void completesAfterTheWorkerDiedBetweenTwoRegions() {
    open(free());
    RegionalAmi image = build();
    RegionalAmi copy = copy(image, WEST, false);
    on().cloud
        .faults()
        .add(Fault.error("ModifyImageAttribute", "InternalError").inRegion("us-west-2").always());
    ShareRequest request =
        new ShareRequest(
            "k", "n", List.of(image, copy), Change.GRANT, List.of(TO_FRIEND), false, false);
    ShareWorkflow workflow = workflow(request);
    WorkflowClient.start(workflow::share, request);
    while (!seenBy(FRIEND, image) || changes(WEST) == 0) {
      Thread.onSpinWait();
    }

    on().replaceWorker();
    on().cloud.faults().clear();
    ShareReport report = WorkflowStub.fromTyped(workflow).getResult(ShareReport.class);

    assertThat(outcomes(report)).containsOnly(Outcome.GRANTED);
    assertThat(seenBy(FRIEND, copy)).isTrue();
    assertThat(changes(EAST)).as("what was done is not done again").isEqualTo(1);
  }

  @Test
  void aLostReplyIsFoundToHaveBeenDone() {
    open(free());
    RegionalAmi image = build();
    on().cloud.faults().add(Fault.replyLost("ModifyImageAttribute").withStatus(500));

    assertThat(outcomes(share(Change.GRANT, List.of(TO_FRIEND), image)))
        .containsExactly(Outcome.GRANTED);

    assertThat(changes(EAST)).isEqualTo(1);
  }

  @Test
  void refusesForWantOfPermissionWithTheActionThatIsMissing() {
    open(free());
    RegionalAmi image = build();
    on().cloud.faults().add(Fault.error("ModifyImageAttribute", "UnauthorizedOperation").always());

    ShareReport report = share(Change.GRANT, List.of(TO_FRIEND), image);

    assertThat(grant(report, image, TO_FRIEND).reason().orElseThrow())
        .contains("UnauthorizedOperation");
  }

  @Test
  void sharesSnapshotsOnlyWhenAskedAndTakesThemBackWithTheImage() {
    open(free());
    RegionalAmi image = build();

    share(Change.GRANT, List.of(TO_FRIEND), image);
    assertThat(permissions(image).volumes()).isEmpty();
    ShareReport again =
        run(
            new ShareRequest(
                "s", "n", List.of(image), Change.GRANT, List.of(TO_FRIEND), true, false));

    assertThat(outcomes(again)).containsExactly(Outcome.GRANTED);
    assertThat(permissions(image).volumes()).containsExactly(TO_FRIEND);
    share(Change.REVOKE, List.of(TO_FRIEND), image);
    assertThat(permissions(image)).isEqualTo(Permissions.NONE);
  }

  @Test
  void readsThePermissionsOfAllRegionsAndTellsOfThoseThatDoNotAnswer() {
    open(free());
    RegionalAmi image = build();
    share(Change.GRANT, List.of(TO_FRIEND), image);
    on().cloud
        .faults()
        .add(Fault.error("DescribeImages", "AuthFailure").inRegion("eu-west-1").always());

    PermissionsReport report = audit(List.of());

    assertThat(report.permissions().get(image.ami()))
        .isEqualTo(new Permissions(List.of(TO_FRIEND), List.of()));
    assertThat(report.unread()).containsOnlyKeys(new Region("eu-west-1"));
    assertThat(report.unread().get(new Region("eu-west-1")))
        .contains("AuthFailure")
        .contains("allow the action 'DescribeImages' to the worker's role");
  }

  @Test
  void writesTagsInTheCreatingCallSoThatNoTwoWritersMeet() {
    open(free());

    share(Change.GRANT, List.of(TO_FRIEND), build());

    assertThat(on().cloud.calls().count("CreateTags")).isZero();
  }

  private Permissions permissions(RegionalAmi image) {
    return audit(List.of(image.region())).permissions().getOrDefault(image.ami(), Permissions.NONE);
  }

  private PermissionsReport audit(List<Region> regions) {
    return client()
        .newWorkflowStub(
            PermissionsWorkflow.class,
            options(PermissionsWorkflow.id(UUID.randomUUID().toString())))
        .permissions(new PermissionsQuery(regions, EAST, PermissionsQuery.Detail.PERMISSIONS));
  }

  private ShareReport share(Change change, List<Grantee> grantees, RegionalAmi... images) {
    return run(
        new ShareRequest(
            UUID.randomUUID().toString(), "n", List.of(images), change, grantees, false, false));
  }

  private ShareReport run(ShareRequest request) {
    return workflow(request).share(request);
  }

  private ShareWorkflow workflow(ShareRequest request) {
    return client().newWorkflowStub(ShareWorkflow.class, options(ShareWorkflow.id(request)));
  }

  private WorkflowClient client() {
    return on().environment.getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  private static List<Outcome> outcomes(ShareReport report) {
    return report.outcomes().stream()
        .flatMap(outcome -> outcome.grants().stream())
        .map(Grant::outcome)
        .toList();
  }

  private static Grant grant(ShareReport report, RegionalAmi image, Grantee grantee) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.image().equals(image))
        .map(SharingOutcome::grants)
        .flatMap(List::stream)
        .filter(grant -> grant.grantee().equals(grantee))
        .findFirst()
        .orElseThrow();
  }

  private RegionalAmi build() {
    return new RegionalAmi(EAST, on().build(LAYER).layers().get(0).ami().orElseThrow());
  }

  private RegionalAmi copy(RegionalAmi source, Region to, boolean encrypted) {
    CopyImageRequest request =
        CopyImageRequest.builder()
            .sourceImageId(source.ami().value())
            .sourceRegion(source.region().value())
            .name("copy-" + UUID.randomUUID())
            .encrypted(encrypted ? true : null)
            .copyImageTags(true)
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

  private boolean seenBy(String account, RegionalAmi image) {
    return ec2(image.region(), account)
        .describeImages(r -> r.owners("000000000000"))
        .images()
        .stream()
        .map(Image::imageId)
        .anyMatch(image.ami().value()::equals);
  }

  private long changes(Region region) {
    return on().cloud.calls().list().stream()
        .filter(call -> call.action().equals("ModifyImageAttribute"))
        .filter(call -> call.account().equals(LocalCloudSettings.DEFAULT_ACCOUNT))
        .map(LoggedCall::region)
        .filter(region.value()::equals)
        .count();
  }

  private Ec2Client ec2(Region region, String key) {
    return Ec2Client.builder()
        .httpClient(HTTP)
        .endpointOverride(on().cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.of(region.value()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .build();
  }

  private RehearsalStage on() {
    return stage.orElseThrow();
  }

  private LocalCloudSettings free() {
    return LocalCloudSettings.defaults(home)
        .withBackend(BackendChoice.NONE)
        .withBlockPublicAccess(false);
  }

  private void open(LocalCloudSettings settings) {
    stage = Optional.of(new RehearsalStage(settings));
  }
}
