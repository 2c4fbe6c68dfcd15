package dev.kiln.integration.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Failures that stop one image or receiver from being shared, and must not stop others. */
@Timeout(120)
final class SharingFaultsTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final Region WEST = new Region("us-west-2");
  private static final String FRIEND = "111122223333";
  private static final String OTHER = "444455556666";
  private static final Grantee TO_FRIEND = new Grantee(FRIEND);
  private static final Grantee TO_OTHER = new Grantee(OTHER);

  @TempDir private Path home;
  private Optional<SharingStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void staysPrivateWhereBlockPublicAccessIsOnAndIsPublicElsewhere() {
    SharingStage on = open(free().withBlockPublicAccess(true));
    RegionalAmi image = on.build();
    RegionalAmi copy = on.copy(image, WEST, false);
    on.ec2(WEST, "local").disableImageBlockPublicAccess(r -> r.dryRun(false));

    ShareWorkflow.Report report =
        on.share(Change.GRANT, List.of(Grantee.PUBLIC, TO_FRIEND), image, copy);

    assertThat(SharingStage.grant(report, image, Grantee.PUBLIC).reason().orElseThrow())
        .contains("block public access for AMIs is on in us-east-1")
        .contains("disable-image-block-public-access");
    assertThat(SharingStage.grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(SharingStage.grant(report, copy, Grantee.PUBLIC).outcome())
        .isEqualTo(Outcome.GRANTED);
    assertThat(on.seenBy(OTHER, image)).isFalse();
    assertThat(on.seenBy(OTHER, copy)).isTrue();
    assertThat(on.changes(EAST)).as("the blocked one was not even tried").isEqualTo(1);
  }

  @Test
  void aFullQuotaOfPublicImagesKeepsNoOtherRegionFromSharing() {
    SharingStage on = open(free().withQuotas(Quotas.documented().withPublicImages(1)));
    RegionalAmi image = on.build();
    RegionalAmi copy = on.copy(image, WEST, false);
    RegionalAmi first = on.copy(image, WEST, false);
    LaunchPermission all = LaunchPermission.builder().group("all").build();
    on.ec2(WEST, "local")
        .modifyImageAttribute(
            r -> r.imageId(first.ami().value()).launchPermission(p -> p.add(all)));

    ShareWorkflow.Report report =
        on.share(Change.GRANT, List.of(Grantee.PUBLIC, TO_FRIEND), image, copy);

    assertThat(SharingStage.grant(report, image, Grantee.PUBLIC).outcome())
        .isEqualTo(Outcome.GRANTED);
    assertThat(SharingStage.grant(report, copy, Grantee.PUBLIC).reason().orElseThrow())
        .contains("ResourceLimitExceeded")
        .contains(first.ami().value());
    assertThat(SharingStage.grant(report, copy, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
  }

  @Test
  void neverSharesWhatTheDefaultKeyHasEncrypted() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    RegionalAmi copy = on.copy(image, WEST, true);

    ShareWorkflow.Report report = on.share(Change.GRANT, List.of(TO_FRIEND), image, copy);

    assertThat(SharingStage.grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(SharingStage.grant(report, copy, TO_FRIEND).reason().orElseThrow())
        .contains("encrypted with the default key aws/ebs");
    assertThat(on.changes(WEST)).isZero();
  }

  @Test
  void namesTheAccountThatTheCloudDoesNotKnowAndSharesWithTheOthers() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    on.cloud
        .faults()
        .add(
            Fault.error("ModifyImageAttribute", "InvalidAMIAttributeItemValue")
                .withMessage("Invalid attribute item value \"" + OTHER + "\"")
                .matching(OTHER)
                .always());

    ShareWorkflow.Report report = on.share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);

    assertThat(SharingStage.grant(report, image, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(SharingStage.grant(report, image, TO_OTHER).reason().orElseThrow())
        .contains("InvalidAMIAttributeItemValue")
        .contains(OTHER);
    assertThat(on.seenBy(FRIEND, image)).isTrue();
  }

  @Test
  void completesAfterTheWorkerDiedBetweenTwoRegions() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    RegionalAmi copy = on.copy(image, WEST, false);
    on.cloud
        .faults()
        .add(Fault.error("ModifyImageAttribute", "InternalError").inRegion("us-west-2").always());
    ShareWorkflow.Request request =
        new ShareWorkflow.Request(
            "k", "n", List.of(image, copy), Change.GRANT, List.of(TO_FRIEND), false, false);
    ShareWorkflow workflow = on.workflow(request);
    WorkflowClient.start(workflow::share, request);
    while (!on.seenBy(FRIEND, image) || on.changes(WEST) == 0) {
      Thread.onSpinWait();
    }

    on.replaceWorker();
    on.cloud.faults().clear();
    ShareWorkflow.Report report =
        WorkflowStub.fromTyped(workflow).getResult(ShareWorkflow.Report.class);

    assertThat(SharingStage.outcomes(report)).containsOnly(Outcome.GRANTED);
    assertThat(on.seenBy(FRIEND, copy)).isTrue();
    assertThat(on.changes(EAST)).as("what was done is not done again").isEqualTo(1);
  }

  @Test
  void findsThatALostReplyWasASuccess() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    on.cloud.faults().add(Fault.replyLost("ModifyImageAttribute").withStatus(500));

    assertThat(SharingStage.outcomes(on.share(Change.GRANT, List.of(TO_FRIEND), image)))
        .containsExactly(Outcome.GRANTED);

    assertThat(on.changes(EAST)).isEqualTo(1);
  }

  @Test
  void refusesWithoutPermissionAndNamesTheMissingAction() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    on.cloud.faults().add(Fault.error("ModifyImageAttribute", "UnauthorizedOperation").always());

    ShareWorkflow.Report report = on.share(Change.GRANT, List.of(TO_FRIEND), image);

    assertThat(SharingStage.grant(report, image, TO_FRIEND).reason().orElseThrow())
        .contains("UnauthorizedOperation");
  }

  @Test
  void namesTheReceiversThatAKeyPolicyDoesNotMention() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    RegionalAmi copy = on.encryptedCopy(image, WEST, "1234abcd");

    ShareWorkflow.Report report = on.share(Change.GRANT, List.of(Grantee.PUBLIC, TO_FRIEND), copy);

    assertThat(SharingStage.grant(report, copy, TO_FRIEND).outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(SharingStage.grant(report, copy, Grantee.PUBLIC).reason().orElseThrow())
        .contains("its snapshots are encrypted, and such an image cannot be public");
    assertThat(report.outcomes().get(0).notes()).hasSize(1);
    assertThat(report.outcomes().get(0).notes().get(0))
        .contains("key/1234abcd, whose policy does not name " + FRIEND)
        .contains("kms:CreateGrant");
  }

  @Test
  void writesTagsInTheCreatingCallAndOnlyTheSizeLaterSoThatNoTwoWritersMeet() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    assertThat(on.cloud.calls().count("CreateTags")).isEqualTo(1);

    on.share(Change.GRANT, List.of(TO_FRIEND), image);

    assertThat(on.cloud.calls().count("CreateTags")).isEqualTo(1);
  }

  private LocalCloudSettings free() {
    return SharingStage.settings(home);
  }

  private SharingStage open(LocalCloudSettings settings) {
    SharingStage opened = new SharingStage(settings);
    stage = Optional.of(opened);
    return opened;
  }
}
