package dev.kiln.integration.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sharing over the wire: what other accounts see, and the calls that it took. */
@Timeout(120)
final class SharingTest {
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
  void anotherAccountSeesTheImageAfterSharingAndNotBeforeNorAfterwards() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    RegionalAmi copy = on.copy(image, WEST, false);
    assertThat(on.seenBy(FRIEND, image)).isFalse();

    ShareWorkflow.Report shared = on.share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image, copy);

    assertThat(SharingStage.outcomes(shared)).containsOnly(Outcome.GRANTED).hasSize(4);
    assertThat(on.seenBy(FRIEND, image)).isTrue();
    assertThat(on.seenBy(OTHER, copy)).isTrue();
    assertThat(on.changes(EAST)).as("one merged call").isEqualTo(1);
    ShareWorkflow.Report unshared = on.share(Change.REVOKE, List.of(TO_FRIEND), image, copy);
    assertThat(SharingStage.outcomes(unshared)).containsOnly(Outcome.REVOKED);
    assertThat(on.seenBy(FRIEND, image)).isFalse();
    assertThat(on.seenBy(OTHER, image)).isTrue();
  }

  @Test
  void repeatsOnlyTheMissingPart() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    on.share(Change.GRANT, List.of(TO_FRIEND), image);

    ShareWorkflow.Report again = on.share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);
    ShareWorkflow.Report third = on.share(Change.GRANT, List.of(TO_FRIEND, TO_OTHER), image);

    assertThat(SharingStage.outcomes(again)).containsExactly(Outcome.ALREADY, Outcome.GRANTED);
    assertThat(SharingStage.outcomes(third)).containsOnly(Outcome.ALREADY);
    assertThat(on.changes(EAST)).isEqualTo(2);
  }

  @Test
  void aDryRunChangesNothing() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();

    ShareWorkflow.Report planned =
        on.run(
            new ShareWorkflow.Request(
                "d", "n", List.of(image), Change.GRANT, List.of(TO_FRIEND), true, true));

    assertThat(SharingStage.outcomes(planned)).containsExactly(Outcome.PLANNED);
    assertThat(on.changes(EAST)).isZero();
  }

  @Test
  void sharesSnapshotsOnlyIfAskedAndUnsharesThemWithTheImage() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();

    on.share(Change.GRANT, List.of(TO_FRIEND), image);
    assertThat(on.permissions(image).volumes()).isEmpty();
    ShareWorkflow.Report again =
        on.run(
            new ShareWorkflow.Request(
                "s", "n", List.of(image), Change.GRANT, List.of(TO_FRIEND), true, false));

    assertThat(SharingStage.outcomes(again)).containsExactly(Outcome.GRANTED);
    assertThat(on.permissions(image).volumes()).containsExactly(TO_FRIEND);
    on.share(Change.REVOKE, List.of(TO_FRIEND), image);
    assertThat(on.permissions(image)).isEqualTo(Permissions.NONE);
  }

  @Test
  void completesTheIdOfTheAccountsOwnOrganizationAndRefusesAnothers() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    Grantee unit = new Grantee("ou-abcd-12345678");

    on.share(Change.GRANT, List.of(new Grantee("o-localcloud1"), unit), image);

    assertThat(on.permissions(image).launch().stream().map(Grantee::value))
        .containsExactly(
            "arn:aws:organizations::000000000000:organization/o-localcloud1",
            "arn:aws:organizations::000000000000:ou/o-localcloud1/ou-abcd-12345678");
    assertThatThrownBy(() -> on.share(Change.GRANT, List.of(new Grantee("o-someoneelse1")), image))
        .cause()
        .cause()
        .hasMessageContaining("this account's own is o-localcloud1; give the other's full ARN");
    on.cloud
        .faults()
        .add(
            Fault.error("DescribeOrganization", "AWSOrganizationsNotInUseException")
                .withMessage("Your account is not a member of an organization."));
    assertThatThrownBy(() -> on.share(Change.GRANT, List.of(new Grantee("o-localcloud1")), image))
        .cause()
        .cause()
        .hasMessageContaining("Your account is not a member of an organization.")
        .hasMessageContaining("give the full ARN");
  }

  @Test
  void readsThePermissionsInSeveralRegionsAndReportsSilentRegions() {
    SharingStage on = open(free());
    RegionalAmi image = on.build();
    on.share(Change.GRANT, List.of(TO_FRIEND), image);
    on.cloud
        .faults()
        .add(Fault.error("DescribeImages", "AuthFailure").inRegion("eu-west-1").always());

    PermissionsWorkflow.Report report =
        on.audit(image, new RegionalAmi(new Region("eu-west-1"), new AmiId("ami-0000000a")));

    assertThat(report.permissions().get(image.ami()))
        .isEqualTo(new Permissions(List.of(TO_FRIEND), List.of()));
    assertThat(report.unread()).containsOnlyKeys(new Region("eu-west-1"));
    assertThat(report.unread().get(new Region("eu-west-1")))
        .contains("AuthFailure")
        .contains("allow the action 'DescribeImages' for the worker's role");
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
