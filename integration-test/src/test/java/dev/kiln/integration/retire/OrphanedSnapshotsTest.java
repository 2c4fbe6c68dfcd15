package dev.kiln.integration.retire;

import static dev.kiln.integration.retire.RetireStage.ABROAD;
import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.Retention;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots whose image is gone: they are found, priced and removed, and nothing else is. */
@Timeout(60)
final class OrphanedSnapshotsTest {
  @TempDir private Path home;
  private Optional<RetireStage> opened = Optional.empty();

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

  /** Selects all snapshots without an image, and no image. */
  private static Retention snapshotsOnly() {
    return new Retention(9, Duration.ZERO, true, Instant.now().plus(Duration.ofDays(1)));
  }

  /** A snapshot that is left because somebody deregistered only its image. */
  private static String forgotten(RetireStage on, String name) {
    RegionalAmi image = on.we.image(HOME, name, Optional.empty());
    String snapshot = on.we.describe(image).blockDeviceMappings().get(0).ebs().snapshotId();
    on.we.ec2(HOME).deregisterImage(r -> r.imageId(image.ami().value()));
    return snapshot;
  }

  @Test
  void areFoundWithWhatTheyCostAndRemovedWithoutTouchingOthers() {
    RetireStage on = open(new RetireStage(home));
    String orphan = forgotten(on, "gromacs-v1");
    RegionalAmi held = on.we.image(HOME, "namd-v1", Optional.empty());
    on.we.image(ABROAD, "namd-v1", Optional.empty());

    RetirePlanWorkflow.Plan plan = on.unused(snapshotsOnly());

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.orphans())
        .singleElement()
        .returns(orphan, OrphanSnapshot::id)
        .returns(HOME, OrphanSnapshot::region);
    assertThat(plan.savings().bytes()).isEqualTo(plan.orphans().get(0).bytes());
    RetireWorkflow.Report report = on.delete(plan, false);
    assertThat(report.orphans()).singleElement().matches(RetireWorkflow.SnapshotFate::deleted);
    assertThat(on.we.snapshots(HOME))
        .containsExactly(on.we.describe(held).blockDeviceMappings().get(0).ebs().snapshotId());
    assertThat(on.we.snapshots(ABROAD)).hasSize(1);
    assertThat(on.unused(snapshotsOnly()).orphans()).isEmpty();
  }

  @Test
  void youngOnesStay() {
    RetireStage on = open(new RetireStage(home));
    forgotten(on, "gromacs-v1");

    assertThat(on.unused(new Retention(9, Duration.ofDays(30), true, Instant.now())).orphans())
        .isEmpty();
  }

  @Test
  void snapshotsNotMadeByKilnStay() {
    RetireStage on = open(new RetireStage(home));
    String orphan = forgotten(on, "by-hand");
    on.we.ec2(HOME).deleteTags(r -> r.resources(orphan));

    assertThat(on.unused(snapshotsOnly()).orphans()).isEmpty();
  }

  @Test
  void snapshotsOfAnImageInTheRecycleBinStay() {
    RetireStage on =
        open(new RetireStage(home, settings -> settings.withRecycleBin(Duration.ofDays(7))));
    forgotten(on, "gromacs-v1");

    assertThat(on.we.snapshots(HOME)).as("the snapshot is there").hasSize(1);
    assertThat(on.unused(snapshotsOnly()).orphans()).isEmpty();
  }

  @Test
  void snapshotsThatCameIntoUseMeanwhileStay() {
    RetireStage on = open(new RetireStage(home));
    RegionalAmi image = on.we.image(HOME, "gromacs-v1", Optional.empty());
    var mappings = on.we.describe(image).blockDeviceMappings();
    on.we.ec2(HOME).deregisterImage(r -> r.imageId(image.ami().value()));
    RetirePlanWorkflow.Plan plan = on.unused(snapshotsOnly());
    String again =
        on.we
            .ec2(HOME)
            .registerImage(
                r ->
                    r.name("again")
                        .rootDeviceName(mappings.get(0).deviceName())
                        .blockDeviceMappings(mappings))
            .imageId();

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(report.complete()).isFalse();
    assertThat(report.orphans())
        .singleElement()
        .returns("used by " + again, RetireWorkflow.SnapshotFate::reason);
    assertThat(on.we.snapshots(HOME)).hasSize(1);
  }

  @Test
  void oneRegionThatRefusesDoesNotStopTheOther() {
    RetireStage on = open(new RetireStage(home));
    forgotten(on, "gromacs-v1");
    RegionalAmi abroad = on.we.image(ABROAD, "gromacs-v1", Optional.empty());
    on.we.ec2(ABROAD).deregisterImage(r -> r.imageId(abroad.ami().value()));
    RetirePlanWorkflow.Plan plan = on.unused(snapshotsOnly());
    assertThat(plan.orphans()).hasSize(2);
    on.cloud
        .faults()
        .add(Fault.error("DeleteSnapshot", "UnauthorizedOperation").inRegion("eu-west-1").always());

    RetireWorkflow.Report report = on.delete(plan, false);

    assertThat(report.complete()).isFalse();
    assertThat(on.we.snapshots(HOME)).isEmpty();
    assertThat(on.we.snapshots(ABROAD)).hasSize(1);
    assertThat(report.orphans())
        .filteredOn(fate -> !fate.deleted())
        .singleElement()
        .satisfies(fate -> assertThat(fate.reason()).contains("UnauthorizedOperation"));
  }
}
