package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Making, hiding and deleting images. */
final class ImagesTest {
  private static final String FRIEND = "111122223333";

  private final Path home;
  private Rehearsal to;

  ImagesTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.to = Rehearsal.of(home);
  }

  private void restart(LocalCloudSettings settings) throws IOException {
    to.close();
    to = new Rehearsal(settings);
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  private Ec2Client friend() {
    return to.clients.ec2(Clients.REGION, FRIEND);
  }

  @Test
  void aNameIsTakenAsLongAsItsImageExists() {
    String image = to.bake("gromacs");
    String instance = to.launch();
    to.awaitInstance(instance, "running");

    assertThat(message(() -> to.ec2.createImage(r -> r.instanceId(instance).name("gromacs"))))
        .isEqualTo("AMI name gromacs is already in use by AMI " + image);
    assertThat(error(() -> to.ec2.createImage(r -> r.instanceId(instance).name("gromacs"))))
        .isEqualTo("InvalidAMIName.Duplicate/400");
    to.ec2.deregisterImage(r -> r.imageId(image));
    assertThat(to.ec2.createImage(r -> r.instanceId(instance).name("gromacs")).imageId())
        .isNotEqualTo(image);
  }

  @Test
  void aNameMustHaveTheFormThatAwsAccepts() {
    String instance = to.launch();
    to.awaitInstance(instance, "running");

    assertThat(error(() -> to.ec2.createImage(r -> r.instanceId(instance).name("no*stars"))))
        .isEqualTo("InvalidAMIName.Malformed/400");
    assertThat(error(() -> to.ec2.createImage(r -> r.instanceId(instance))))
        .isEqualTo("MissingParameter/400");
  }

  @Test
  void anImageIsPendingWithProgressBeforeItIsAvailable() throws IOException {
    Delays slow =
        new Delays(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(800),
            Duration.ZERO,
            Duration.ZERO);
    restart(Rehearsal.settings(home).withDelays(slow));
    String instance = to.launch();
    String id = to.ec2.createImage(r -> r.instanceId(instance).name("slow")).imageId();
    Image pending = to.image(id);
    assertThat(pending.stateAsString()).isEqualTo("pending");
    assertThat(error(() -> to.launch(r -> r.imageId(id))))
        .isEqualTo("InvalidAMIID.Unavailable/400");

    String snapshot = pending.blockDeviceMappings().get(0).ebs().snapshotId();
    assertThat(
            Clients.await(
                () ->
                    to.ec2
                        .describeSnapshots(r -> r.snapshotIds(snapshot))
                        .snapshots()
                        .get(0)
                        .progress(),
                progress -> progress.matches("[1-9][0-9]?%")))
        .isNotEqualTo("100%");
    assertThat(to.awaitImage(id).stateAsString()).isEqualTo("available");
  }

  @Test
  void deregisteringCanDeleteTheSnapshotsThatNoOtherImageHolds() {
    String image = to.bake("whole");
    String snapshot = to.image(image).blockDeviceMappings().get(0).ebs().snapshotId();
    String twin =
        to.ec2
            .registerImage(
                r ->
                    r.name("twin")
                        .architecture(Rehearsal.architecture())
                        .rootDeviceName("/dev/xvda")
                        .blockDeviceMappings(to.image(image).blockDeviceMappings()))
            .imageId();

    assertThat(error(() -> to.ec2.deleteSnapshot(r -> r.snapshotId(snapshot))))
        .isEqualTo("InvalidSnapshot.InUse/400");
    assertThat(returnCodes(image)).containsExactly("skipped");
    assertThat(returnCodes(twin)).containsExactly("success");
    assertThat(to.cloud.inventory().list("snapshot")).isEmpty();
    assertThat(error(() -> to.ec2.deregisterImage(r -> r.imageId(image))))
        .isEqualTo("InvalidAMIID.NotFound/400");
  }

  private List<String> returnCodes(String image) {
    return to
        .ec2
        .deregisterImage(r -> r.imageId(image).deleteAssociatedSnapshots(true))
        .deleteSnapshotResults()
        .stream()
        .map(result -> result.returnCodeAsString())
        .toList();
  }

  @Test
  void aProtectedImageStays() {
    String image = to.bake("precious");
    to.ec2.enableImageDeregistrationProtection(r -> r.imageId(image));

    assertThat(error(() -> to.ec2.deregisterImage(r -> r.imageId(image))))
        .isEqualTo("OperationNotPermitted/400");
    to.ec2.disableImageDeregistrationProtection(r -> r.imageId(image));
    assertThat(to.ec2.deregisterImage(r -> r.imageId(image)).returnValue()).isTrue();
  }

  @Test
  void aDisabledImageIsHiddenAndLosesItsPermissions() {
    String image = to.bake("old");
    publish(image);
    to.ec2.disableImage(r -> r.imageId(image));

    assertThat(to.ec2.describeImages(r -> r.owners("self")).images()).isEmpty();
    assertThat(to.ec2.describeImages(r -> r.owners("self").includeDisabled(true)).images())
        .hasSize(1);
    assertThat(error(() -> to.launch(r -> r.imageId(image))))
        .isEqualTo("InvalidAMIID.Unavailable/400");
    to.ec2.enableImage(r -> r.imageId(image));
    assertThat(to.image(image).publicLaunchPermissions()).isFalse();
  }

  @Test
  void aDeprecatedImageIsHiddenFromOthersOnly() {
    String image = to.bake("old");
    publish(image);
    Instant soon = Instant.now().plusMillis(300);
    to.ec2.enableImageDeprecation(r -> r.imageId(image).deprecateAt(soon));

    Clients.await(
        () -> friend().describeImages(r -> r.owners(LocalCloudSettings.DEFAULT_ACCOUNT)).images(),
        List::isEmpty);
    assertThat(to.ec2.describeImages(r -> r.owners("self")).images()).hasSize(1);
    assertThat(
            friend()
                .describeImages(
                    r -> r.owners(LocalCloudSettings.DEFAULT_ACCOUNT).includeDeprecated(true))
                .images())
        .hasSize(1);
  }

  @Test
  void vendorImagesNameTheirRealSystem() {
    Image host = to.image(to.base());

    assertThat(host.description()).startsWith("The root filesystem of this computer: ");
    assertThat(error(() -> to.ssm.getParameter(r -> r.name("/aws/service/nobody"))))
        .isEqualTo("ParameterNotFound/400");
    assertThat(to.ec2.describeImages(r -> r.owners("099720109477")).images())
        .allSatisfy(image -> assertThat(image.description()).contains("stand-in for ubuntu"));
  }

  private Object publish(String image) {
    LaunchPermission all = LaunchPermission.builder().group("all").build();
    return to.ec2.modifyImageAttribute(r -> r.imageId(image).launchPermission(p -> p.add(all)));
  }
}
