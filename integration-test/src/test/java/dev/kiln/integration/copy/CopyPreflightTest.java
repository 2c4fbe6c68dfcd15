package dev.kiln.integration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.share.SharingStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kiln reports everything that would make copies fail late before it begins. */
@Timeout(120)
final class CopyPreflightTest {
  private static final Region WEST = new Region("us-west-2");
  private static final Region IRELAND = new Region("eu-west-1");
  private static final String ALIAS = "alias/team/images";

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
  void reportsAKeyThatIsMissingInTheDestination() {
    RegionalAmi image = on().build();
    String foreign = "arn:aws:kms:eu-west-1:000000000000:key/1234";

    refusal(image, keyed(WEST, foreign))
        .hasMessageContaining("the copy in us-west-2 cannot be encrypted with '" + foreign + "'")
        .hasMessageContaining("does not exist")
        .hasMessageContaining("every key belongs to one region");

    assertThat(on().copyCalls(WEST)).isEmpty();
  }

  @Test
  void anAliasIsResolvedInItsRegionAndMeansTheSameKeyTheNextTime() {
    RegionalAmi image = on().build();

    RegionReport first = copy(image, keyed(WEST, ALIAS));
    RegionReport second = copy(image, keyed(WEST, ALIAS));

    assertThat(first.key().orElseThrow()).startsWith("arn:aws:kms:us-west-2:000000000000:key/");
    assertThat(second.state()).isEqualTo(RegionReport.State.REUSED);
    assertThat(second.ami()).isEqualTo(first.ami());
  }

  @Test
  void withoutPermissionToLookUpKeysAnAliasIsRefusedAndAnArnAccepted() {
    RegionalAmi image = on().build();
    on().cloud.faults().add(Fault.error("DescribeKey", "AccessDeniedException").always());
    String arn = "arn:aws:kms:us-west-2:000000000000:key/1234";

    refusal(image, keyed(WEST, ALIAS)).hasMessageContaining("name the key by its ARN");

    assertThat(copy(image, keyed(WEST, arn)).key()).contains(arn);
  }

  @Test
  void aPermissionThatIsMissingIsNamedBeforeAnythingIsBegun() {
    on().build();
    on().cloud
        .faults()
        .add(Fault.error("CopyImage", "UnauthorizedOperation").inRegion("us-west-2").always());
    on().cloud
        .faults()
        .add(
            Fault.error("ModifyImageAttribute", "UnauthorizedOperation")
                .inRegion("us-east-1")
                .always());
    Sharing sharing = new Sharing(List.of(new Grantee("111122223333")), false);

    assertThatThrownBy(
            () ->
                on().build(
                        new Distribution(List.of(WEST, IRELAND), Map.of(), Optional.of(sharing))))
        .cause()
        .cause()
        .hasMessageContaining("the worker may not call CopyImage in us-west-2")
        .hasMessageContaining("allow it ec2:CopyImage")
        .hasMessageContaining("allow it ec2:ModifyImageAttribute");

    assertThat(on().copyCalls(IRELAND)).isEmpty();
    assertThat(on().cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void permissionsAreNotCheckedForEachCopy() {
    RegionalAmi image = on().build();

    copy(image, Distribution.to(List.of(WEST)));
    copy(on().build("other"), Distribution.to(List.of(WEST)));

    assertThat(on().cloud.calls().list())
        .filteredOn(call -> call.errorCode().filter("DryRunOperation"::equals).isPresent())
        .hasSize(1);
    assertThat(on().copyCalls(WEST)).hasSize(2);
  }

  @Test
  void theFirstBuildOfAnAccountSkipsTheCheck() {
    BuildWorkflow.Report report = on().build(Distribution.to(List.of(WEST)));

    assertThat(report.isPartial()).isFalse();
  }

  private AbstractThrowableAssert<?, ?> refusal(RegionalAmi image, Distribution distribution) {
    return assertThatThrownBy(() -> copy(image, distribution)).cause().cause();
  }

  private RegionReport copy(RegionalAmi image, Distribution distribution) {
    return on().distribute(image, distribution)
        .getResult(DistributeWorkflow.Report.class)
        .regions()
        .get(0);
  }

  private static Distribution keyed(Region region, String key) {
    return Distribution.to(List.of(region)).with(Map.of(region, key));
  }
}
