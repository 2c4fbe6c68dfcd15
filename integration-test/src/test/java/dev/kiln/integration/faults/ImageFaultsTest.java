package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Failures between the last script and the image: the result is one complete image, or none. */
@Timeout(180)
final class ImageFaultsTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  private static final Patience HURRIED = Patience.of(Duration.ofMillis(300));

  @Test
  void forcesABuilderThatDoesNotStopAndSaysSoOnTheImage() {
    RehearsalStage on = open(HURRIED);
    on.cloud.faults().add(Fault.of("StopInstances", When.STOPPING_FOREVER));

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.cloud.calls().count("StopInstances")).isEqualTo(2);
    assertThat(on.ourImages())
        .singleElement()
        .satisfies(image -> assertThat(image.tags()).containsEntry(ImageTags.CONSISTENCY, "crash"));
    on.assertNothingIsLeftOver();
  }

  @Test
  void leavesAStrangersImageOfTheSameNameAlone() {
    RehearsalStage on = open(Patience.usual());
    on.cloud.faults().add(Fault.error("StopInstances", "IncorrectInstanceState").always());
    WorkflowStub build = on.start(LAYER);
    on.awaitActivity(LAYER, activity -> activity.getActivityType().getName().equals("StopBuilder"));
    String run = on.imageRun(LAYER).describe().getExecution().getRunId();
    String name = "layer-v1-" + run.substring(run.length() - 12, run.length() - 4);
    String theirs = imageOfTheOnlyInstance(on, name);
    on.cloud.faults().clear();

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
        .cause()
        .hasMessageContaining("cannot name the image '" + name + "': " + theirs + " has that name")
        .hasMessageContaining("choose another --name");
    assertThat(on.cloud.inventory().list("image"))
        .filteredOn(image -> image.name().equals(name))
        .singleElement()
        .satisfies(image -> assertThat(image.id()).isEqualTo(theirs));
    assertThat(on.cloud.calls().count("DeregisterImage")).isZero();
    on.assertNothingIsLeftOver();
  }

  private static String imageOfTheOnlyInstance(RehearsalStage on, String name) {
    try (Ec2Client ec2 = on.stranger()) {
      Instance only = ec2.describeInstances().reservations().get(0).instances().get(0);
      return ec2.createImage(r -> r.instanceId(only.instanceId()).name(name).noReboot(true))
          .imageId();
    }
  }

  @Test
  void waitsUntilANameIsFreeAgain() {
    RehearsalStage on = open(HURRIED);
    on.cloud.faults().add(Fault.error("CreateImage", "InvalidAMIName.Duplicate").times(3));

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.cloud.calls().count("CreateImage")).isEqualTo(4);
    assertThat(on.ourImages()).hasSize(1);
  }

  @Test
  void asksAgainWhileTheStopHasNotReachedEveryoneYet() {
    RehearsalStage on = open(Patience.usual());
    on.cloud
        .faults()
        .add(
            Fault.error("CreateImage", "InvalidParameterValue")
                .withMessage("Instance is not in state 'running' or 'stopped'.")
                .times(2));

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.ourImages()).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  @Test
  void givesUpOnAnImageThatStandsStillAndRemovesIt() {
    RehearsalStage on = open(HURRIED);
    on.cloud.faults().add(Fault.of("CreateImage", When.PENDING_FOREVER));

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("has made no progress for");

    assertThat(on.ourImages()).isEmpty();
    assertThat(on.cloud.inventory().list("snapshot")).isEmpty();
    on.assertNothingIsLeftOver();
  }

  @Test
  void stopsWaitingForAnImageThatSomeoneDeregisters() {
    RehearsalStage on = open(Patience.usual());
    on.cloud.faults().add(Fault.of("CreateImage", When.PENDING_FOREVER));
    WorkflowStub build = on.start(LAYER);
    on.awaitCalls("CreateImage", 1);
    on.awaitCalls("DescribeImages", on.cloud.calls().count("DescribeImages") + 2);
    String ami = on.ourImages().get(0).id();
    try (Ec2Client ec2 = on.stranger()) {
      ec2.deregisterImage(r -> r.imageId(ami).deleteAssociatedSnapshots(true));
    }

    assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
        .cause()
        .hasMessageContaining("cannot wait for " + ami + ": someone has deregistered it");
    on.assertNothingIsLeftOver();
  }

  @Test
  void holdsTheBuilderWhileImagesCannotBeTaken() {
    RehearsalStage on = open(Patience.usual());
    on.cloud.faults().add(Fault.of("CreateImage", When.BEFORE).withStatus(503).times(3));

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    assertThat(on.ourImages()).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  private RehearsalStage open(Patience patience) {
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    RehearsalStage opened = new RehearsalStage(settings, patience);
    stage = Optional.of(opened);
    return opened;
  }
}
