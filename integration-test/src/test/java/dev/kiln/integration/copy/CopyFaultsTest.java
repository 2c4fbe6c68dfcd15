package dev.kiln.integration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.Account;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.integration.share.SharingStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Failures during a copy: a region gets one copy or none, and harms no other region. */
@Timeout(120)
final class CopyFaultsTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final Region WEST = new Region("us-west-2");
  private static final Region IRELAND = new Region("eu-west-1");
  private static final Region SYDNEY = new Region("ap-southeast-2");
  private static final Region HONG_KONG = new Region("ap-east-1");
  private static final Grantee FRIEND = new Grantee("111122223333");
  private static final Patience HURRIED = Patience.usual().withTurn(Duration.ofMillis(200));

  @TempDir private Path home;
  private Optional<SharingStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void aLostReplyMakesNoSecondCopy() {
    SharingStage on = open();
    on.cloud.faults().add(Fault.replyLost("CopyImage").withStatus(500));

    BuildWorkflow.Report report = on.build(Distribution.to(List.of(WEST)));

    assertThat(report.isPartial()).isFalse();
    assertThat(on.copyCalls(WEST)).extracting(LoggedCall::outcome).containsExactly("lost", "ok");
    assertThat(on.copyCalls(WEST)).extracting(LoggedCall::token).containsOnly(token(on));
    assertOneCopy(on, WEST);
  }

  @Test
  void adoptsTheCopyThatAnotherRequestHasBegunUnderItsToken() {
    SharingStage on = open();
    RegionalAmi image = on.build();
    on.cloud.faults().add(Fault.replyLost("CopyImage").withStatus(500));
    WorkflowStub copies = on.distribute(image, Distribution.to(List.of(WEST)));
    while (on.copyCalls(WEST).isEmpty()) {
      Thread.onSpinWait();
    }
    on.cloud.faults().add(Fault.error("CopyImage", "IdempotentParameterMismatch"));

    assertThat(copies.getResult(DistributeWorkflow.Report.class).isPartial()).isFalse();
    assertThat(on.copyCalls(WEST))
        .extracting(call -> call.errorCode().orElse(call.outcome()))
        .containsExactly("lost", "IdempotentParameterMismatch");
    assertOneCopy(on, WEST);
  }

  private static Optional<String> token(SharingStage on) {
    return on.copyCalls(WEST).get(0).token().filter(token -> !token.isEmpty());
  }

  @Test
  void copiesQueueOnceARegionHasNamedItsLimit() {
    SharingStage on =
        open(slowly(Duration.ofSeconds(2)).withQuotas(Quotas.documented().withConcurrentCopies(1)));
    List<RegionalAmi> images = Stream.of("one", "two", "three").map(on::build).toList();
    List<WorkflowStub> copies =
        images.stream().map(image -> on.distribute(image, Distribution.to(List.of(WEST)))).toList();

    assertThat(copies)
        .map(copy -> copy.getResult(DistributeWorkflow.Report.class).regions().get(0).state())
        .containsOnly(RegionReport.State.COPIED);

    assertThat(on.copyCalls(WEST)).filteredOn(call -> call.outcome().equals("ok")).hasSize(3);
    assertThat(on.copyCalls(WEST))
        .filteredOn(call -> call.errorCode().filter("ResourceLimitExceeded"::equals).isPresent())
        .as("reported once or twice, and not at every turn")
        .hasSizeBetween(1, 4);
  }

  @Test
  void oneRegionThatFailsHarmsNoOtherAndIsTriedAlone() {
    SharingStage on = open();
    on.cloud
        .faults()
        .add(Fault.of("CopyImage", When.IMAGE_FAILS).inRegion(IRELAND.value()).times(2));
    Distribution distribution = Distribution.to(List.of(WEST, IRELAND, SYDNEY));

    BuildWorkflow.Report partial = on.build(distribution);

    assertThat(partial.isPartial()).isTrue();
    assertThat(in(IRELAND, partial).failure().orElseThrow())
        .contains("Given key ID is not accessible");
    assertThat(in(WEST, partial).state()).isEqualTo(RegionReport.State.COPIED);
    assertThat(in(SYDNEY, partial).state()).isEqualTo(RegionReport.State.COPIED);
    assertThat(images(on, IRELAND)).as("what has failed is removed").isEmpty();
    assertThat(images(on, EAST)).hasSize(1);

    BuildWorkflow.Report whole = on.build(distribution);

    assertThat(whole.isPartial()).isFalse();
    assertThat(in(IRELAND, whole).state()).isEqualTo(RegionReport.State.COPIED);
    assertThat(in(WEST, whole).state()).isEqualTo(RegionReport.State.REUSED);
    assertThat(on.copyCalls(IRELAND)).hasSize(3);
    assertThat(on.copyCalls(WEST)).hasSize(1);
    assertThat(on.copyCalls(SYDNEY)).hasSize(1);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
  }

  @Test
  void aDisabledRegionIsReportedBeforeAnythingStarts() {
    SharingStage on = open(free().withOptedOut(Set.of(HONG_KONG.value())));

    assertThatThrownBy(() -> on.build(Distribution.to(List.of(WEST, HONG_KONG))))
        .cause()
        .cause()
        .hasMessageContaining("the account has not opted in to the region ap-east-1; enable it");

    assertThat(on.cloud.calls().count("RunInstances")).isZero();
    assertThat(on.copyCalls(WEST)).isEmpty();
  }

  @Test
  void aCopyThatTheAccountEncryptsByItselfSaysSoAndIsNotShared() {
    SharingStage on = open();
    on.ec2(WEST, "local").enableEbsEncryptionByDefault(r -> r.dryRun(false));
    RegionalAmi image = on.build();
    on.share(Change.GRANT, List.of(FRIEND), image);

    RegionReport report = copy(on, image, Distribution.to(List.of(WEST)));

    assertThat(report.key().orElseThrow()).endsWith("alias/aws/ebs");
    assertThat(report.problem().orElseThrow())
        .contains("not shared with 111122223333")
        .contains("copy it with a key of your own");
    assertThat(on.changes(WEST)).isZero();
    assertThat(report.notes())
        .singleElement()
        .asString()
        .contains("the account encrypts by default there");
  }

  @Test
  void theCopyOfAnEncryptedImageIsEncrypted() {
    SharingStage on = open();
    RegionalAmi encrypted = on.encryptedCopy(on.build(), EAST, "1111-2222");
    String key = "arn:aws:kms:us-west-2:000000000000:key/3333-4444";

    RegionReport unkeyed = copy(on, encrypted, Distribution.to(List.of(IRELAND)));
    RegionReport keyed =
        copy(on, encrypted, Distribution.to(List.of(WEST)).with(java.util.Map.of(WEST, key)));

    assertThat(unkeyed.key().orElseThrow()).endsWith("alias/aws/ebs");
    assertThat(unkeyed.notes()).isEmpty();
    assertThat(keyed.key()).contains(key);
  }

  @Test
  void aWorkerThatIsKilledWhileItCopiesLeavesOneCopyAndOneSnapshot() {
    SharingStage on = open(slowly(Duration.ofMillis(700)));
    RegionalAmi image = on.build();
    on.cloud.faults().add(Fault.replyLost("CopyImage").withStatus(500).times(2));
    WorkflowStub copies = on.distribute(image, Distribution.to(List.of(WEST)));
    while (on.copyCalls(WEST).size() < 2) {
      Thread.onSpinWait();
    }

    on.replaceWorker();

    assertThat(copies.getResult(DistributeWorkflow.Report.class).isPartial()).isFalse();
    assertOneCopy(on, WEST);
    assertThat(snapshots(on, EAST)).hasSize(1);
    assertThat(images(on, EAST)).hasSize(1);
  }

  private static void assertOneCopy(SharingStage on, Region region) {
    assertThat(images(on, region)).hasSize(1);
    assertThat(snapshots(on, region)).hasSize(1);
  }

  private static List<String> images(SharingStage on, Region region) {
    return new Account(on.cloud, Account.OURS).images(region);
  }

  private static List<String> snapshots(SharingStage on, Region region) {
    return new Account(on.cloud, Account.OURS).snapshots(region);
  }

  private static RegionReport copy(SharingStage on, RegionalAmi image, Distribution distribution) {
    return on.distribute(image, distribution)
        .getResult(DistributeWorkflow.Report.class)
        .regions()
        .get(0);
  }

  private static RegionReport in(Region region, BuildWorkflow.Report report) {
    return report.regions().stream()
        .filter(there -> there.region().equals(region))
        .findFirst()
        .orElseThrow();
  }

  private LocalCloudSettings free() {
    return SharingStage.settings(home);
  }

  private LocalCloudSettings slowly(Duration copying) {
    return free()
        .withDelays(
            new Delays(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                copying,
                Duration.ZERO));
  }

  private SharingStage open() {
    return open(free());
  }

  private SharingStage open(LocalCloudSettings settings) {
    SharingStage opened = new SharingStage(settings, HURRIED);
    stage = Optional.of(opened);
    return opened;
  }
}
