package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.ABROAD;
import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow.ImageFate.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deleting images over the wire, with EC2's failures. */
@Timeout(120)
final class DeleteTest {
  @TempDir private Path home;
  private Optional<RetireStage> opened = Optional.empty();

  private RetireStage stage() {
    return opened.orElseGet(() -> open(new RetireStage(home)));
  }

  private RetireStage open(RetireStage made) {
    opened = Optional.of(made);
    return made;
  }

  @AfterEach
  void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
    }
  }

  @Test
  void takesTheSnapshotsWithTheImage() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RegionalAmi other = on.we.image(HOME, "namd-v1", Optional.empty());

    RetireWorkflow.Report report = on.delete(on.plan(image), false);

    assertThat(report.images())
        .singleElement()
        .returns(Outcome.DONE, RetireWorkflow.ImageFate::outcome);
    assertThat(report.images().get(0).snapshots())
        .singleElement()
        .matches(RetireWorkflow.SnapshotFate::deleted);
    assertThat(on.we.images(HOME)).containsExactly(other.ami().value());
    assertThat(on.we.snapshots(HOME)).hasSize(1);
  }

  @Test
  void deletesAChainInAllItsRegionsChildrenFirst() {
    RetireStage on = stage();
    RegionalAmi foundation = on.we.image(HOME, "foundation-v1", Optional.empty());
    RegionalAmi gromacs = on.we.image(HOME, "gromacs-v1", Optional.of(foundation));
    RegionalAmi abroad = on.we.image(ABROAD, "namd-v1", Optional.of(foundation));

    RetireWorkflow.Report report = on.delete(on.plan(foundation, gromacs, abroad), false);

    assertThat(report.complete()).isTrue();
    assertThat(report.images())
        .extracting(fate -> fate.image().image())
        .last()
        .isEqualTo(foundation);
    assertThat(on.we.images(HOME)).isEmpty();
    assertThat(on.we.images(ABROAD)).isEmpty();
    assertThat(on.we.snapshots(ABROAD)).isEmpty();
  }

  @Test
  void refusesAnImageThatCameIntoUseAfterThePlan() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    String instance = on.we.launch(HOME, image.ami().value());

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(report.images().get(0))
        .returns(Outcome.REFUSED, RetireWorkflow.ImageFate::outcome)
        .satisfies(fate -> assertThat(fate.message()).contains(instance));
    assertThat(on.we.images(HOME)).containsExactly(image.ami().value());
  }

  @Test
  void deletesAUsedImageIfForced() {
    RetireStage on = stage();
    RegionalAmi foundation = on.we.image(HOME, "foundation-v1", Optional.empty());
    RegionalAmi gromacs = on.we.image(HOME, "gromacs-v1", Optional.of(foundation));

    assertThat(on.delete(on.plan(foundation), true).complete()).isTrue();

    assertThat(on.we.images(HOME)).containsExactly(gromacs.ami().value());
  }

  @Test
  void aFailureDoesNotStopTheOthersButKeepsTheBase() {
    RetireStage on = stage();
    RegionalAmi foundation = on.we.image(HOME, "foundation-v1", Optional.empty());
    RegionalAmi gromacs = on.we.image(HOME, "gromacs-v1", Optional.of(foundation));
    RegionalAmi namd = on.we.image(HOME, "namd-v1", Optional.empty());
    on.cloud
        .faults()
        .add(
            Fault.error("DeregisterImage", "UnauthorizedOperation")
                .matching(gromacs.ami().value())
                .always());

    RetireWorkflow.Report report = on.delete(on.plan(foundation, gromacs, namd), false);

    assertThat(outcome(report, namd)).isEqualTo(Outcome.DONE);
    assertThat(outcome(report, gromacs)).isEqualTo(Outcome.FAILED);
    assertThat(outcome(report, foundation)).isEqualTo(Outcome.REFUSED);
    assertThat(report.complete()).isFalse();
    assertThat(on.we.images(HOME))
        .containsExactlyInAnyOrder(foundation.ami().value(), gromacs.ami().value());
  }

  private static Outcome outcome(RetireWorkflow.Report report, RegionalAmi image) {
    return report.images().stream()
        .filter(fate -> fate.image().image().equals(image))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void deletesOnceThoughTheReplyIsLost() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    on.cloud.faults().add(Fault.replyLost("DeregisterImage").times(2));

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(report.images().get(0))
        .returns(Outcome.DONE, RetireWorkflow.ImageFate::outcome)
        .satisfies(
            fate ->
                assertThat(fate.snapshots())
                    .isNotEmpty()
                    .allMatch(RetireWorkflow.SnapshotFate::deleted));
    assertThat(on.we.snapshots(HOME)).isEmpty();
  }

  @Test
  void cleansUpIfSomebodyDeregisteredTheImageBefore() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    on.we.ec2(HOME).deregisterImage(r -> r.imageId(image.ami().value()));

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(outcome(report, image)).isEqualTo(Outcome.GONE);
    assertThat(on.we.snapshots(HOME)).isEmpty();
  }

  @Test
  void refusesAnImageThatIsProtectedFromDeregistration() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    on.we
        .ec2(HOME)
        .enableImageDeregistrationProtection(
            r -> r.imageId(image.ami().value()).withCooldown(true));

    RetirePlanWorkflow.Plan plan = on.plan(image);
    RetireWorkflow.Report report = on.delete(plan, true);

    assertThat(plan.candidates().get(0).obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("enabled-with-cooldown"));
    assertThat(outcome(report, image)).isEqualTo(Outcome.REFUSED);
    assertThat(on.we.images(HOME)).hasSize(1);
  }

  @Test
  void reportsHowLongACooldownProtectsAnImage() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    on.cloud
        .faults()
        .add(
            Fault.error("DeregisterImage", "OperationNotPermitted")
                .withMessage("protected until 2026-11-22T09:00:00Z")
                .always());

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(outcome(report, image)).isEqualTo(Outcome.FAILED);
    assertThat(report.images().get(0).message()).contains("until 2026-11-22T09:00:00Z");
  }

  @Test
  void keepsASnapshotThatAnotherImageHolds() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    String twin =
        on.we
            .ec2(HOME)
            .registerImage(
                r ->
                    r.name("twin")
                        .rootDeviceName(on.we.describe(image).rootDeviceName())
                        .blockDeviceMappings(on.we.describe(image).blockDeviceMappings()))
            .imageId();

    RetireWorkflow.Report report = on.delete(on.plan(image), false);

    assertThat(report.complete()).isTrue();
    assertThat(report.images().get(0).snapshots())
        .singleElement()
        .returns(false, RetireWorkflow.SnapshotFate::deleted)
        .returns("used by " + twin, RetireWorkflow.SnapshotFate::reason);
    assertThat(on.we.snapshots(HOME)).hasSize(1);
  }

  @Test
  void triesAgainWhileTheCloudBelievesThatASnapshotIsInUse() {
    RetireStage on = stage();
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    RetirePlanWorkflow.Plan plan = on.plan(image);
    on.we.ec2(HOME).deregisterImage(r -> r.imageId(image.ami().value()));
    on.cloud.faults().add(Fault.error("DeleteSnapshot", "InvalidSnapshot.InUse").times(2));

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(report.images().get(0).snapshots())
        .isNotEmpty()
        .allMatch(RetireWorkflow.SnapshotFate::deleted);
    assertThat(on.we.snapshots(HOME)).isEmpty();
    assertThat(on.cloud.calls().count("DeleteSnapshot")).isEqualTo(3);
  }

  @Test
  void reportsHowLongTheRecycleBinKeepsTheImage() {
    RetireStage on =
        open(new RetireStage(home, settings -> settings.withRecycleBin(Duration.ofDays(7))));
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());

    RetireWorkflow.Report report = on.delete(on.plan(image), false);

    assertThat(report.images().get(0).recoverableUntil())
        .hasValueSatisfying(
            until -> assertThat(until).isAfter(Instant.now().plus(Duration.ofDays(6))));
    assertThat(on.we.images(HOME)).isEmpty();
    on.we.ec2(HOME).restoreImageFromRecycleBin(r -> r.imageId(image.ami().value()));
    assertThat(on.we.images(HOME)).containsExactly(image.ami().value());
  }

  @Test
  void reportsNamesThatMatchNoOrSeveralImages() {
    RetireStage on = stage();
    on.we.image(HOME, "gromacs-v1", Optional.empty());
    on.we.image(ABROAD, "gromacs-v1", Optional.empty());

    RetirePlanWorkflow.Plan plan =
        on.plan(
            new RetirePlanWorkflow.Query(
                HOME,
                List.of(),
                List.of("gromacs-v1", "gromax-v1"),
                Optional.empty(),
                true,
                Optional.empty()));

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.contains("in eu-west-1, ami-"))
        .anyMatch(problem -> problem.contains("did you mean gromacs-v1?"));
  }
}
