package dev.kiln.integration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.integration.share.SharingStage;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** EC2 copies no permissions: a copy gets its source's permissions and the requested ones. */
@Timeout(120)
final class SharedCopiesTest {
  private static final Region WEST = new Region("us-west-2");
  private static final String DEFAULT_KEY = "arn:aws:kms:us-west-2:000000000000:alias/aws/ebs";
  private static final Grantee FRIEND = new Grantee("111122223333");
  private static final Grantee PARTNER = new Grantee("444455556666");

  @TempDir private Path home;
  private Optional<SharingStage> stage = Optional.empty();

  @BeforeEach
  void open() {
    stage = Optional.of(new SharingStage(SharingStage.settings(home)));
  }

  @AfterEach
  void close() throws Exception {
    on().close();
  }

  private SharingStage on() {
    return stage.orElseThrow();
  }

  @Test
  void aCopyIsSharedAsItsSourceIs() {
    RegionalAmi image = on().build();
    on().share(Change.GRANT, List.of(FRIEND, PARTNER), image);
    on().shareSnapshots(PARTNER, image);

    BuildWorkflow.Report report = on().build(Distribution.to(List.of(WEST)));

    RegionalAmi copy = in(WEST, report);
    assertThat(on().permissions(copy))
        .isEqualTo(new Permissions(List.of(FRIEND, PARTNER), List.of(PARTNER)));
    assertThat(report.isPartial()).isFalse();
  }

  @Test
  void aBuildSharesItsImageAndTheCopiesOfIt() {
    BuildWorkflow.Report report = on().build(distribution(Map.of(), FRIEND));

    assertThat(on().seenBy(FRIEND.value(), in(RehearsalStage.REGION, report))).isTrue();
    assertThat(on().seenBy(FRIEND.value(), in(WEST, report))).isTrue();
  }

  @Test
  void aBuildForOneRegionSharesItsImage() {
    BuildWorkflow.Report report =
        on().build(
                new Distribution(
                    List.of(), Map.of(), Optional.of(new Sharing(List.of(FRIEND), false))));

    assertThat(on().seenBy(FRIEND.value(), in(RehearsalStage.REGION, report))).isTrue();
  }

  @Test
  void aCopyEncryptedWithTheDefaultKeyStaysPrivateAndTheReportSaysSo() {
    BuildWorkflow.Report report = on().build(distribution(Map.of(WEST, DEFAULT_KEY), FRIEND));

    RegionReport west = report.regions().get(1);
    assertThat(west.problem().orElseThrow())
        .contains("not shared with 111122223333")
        .contains("encrypted with the default key aws/ebs");
    assertThat(on().changes(WEST)).isZero();
    assertThat(on().seenBy(FRIEND.value(), in(RehearsalStage.REGION, report))).isTrue();
    assertThat(report.isPartial()).isTrue();
  }

  @Test
  void anotherOrganizationEndsTheBuildBeforeItCostsMoney() {
    Distribution distribution = distribution(Map.of(), new Grantee("o-someoneelse1"));

    assertThatThrownBy(() -> on().build(distribution))
        .cause()
        .cause()
        .hasMessageContaining("this account's own is o-localcloud1");
    assertThat(on().cloud.calls().count("RunInstances")).isZero();
  }

  private static Distribution distribution(Map<Region, String> keys, Grantee grantee) {
    return new Distribution(List.of(WEST), keys, Optional.of(new Sharing(List.of(grantee), false)));
  }

  private static RegionalAmi in(Region region, BuildWorkflow.Report report) {
    return report.regions().stream()
        .filter(there -> there.region().equals(region))
        .map(there -> new RegionalAmi(region, there.ami().orElseThrow()))
        .findFirst()
        .orElseThrow();
  }
}
