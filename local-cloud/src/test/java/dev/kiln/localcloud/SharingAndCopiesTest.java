package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.Quotas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/** Sharing images with accounts, and copying them to regions. */
final class SharingAndCopiesTest {
  private static final String FRIEND = "111122223333";

  private final Path home;
  private Rehearsal to;

  SharingAndCopiesTest(@TempDir Path home) throws IOException {
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
  void onlyAccountsThatShareAnImageFindIt() {
    String image = to.bake("shared");
    assertThat(error(() -> friend().describeImages(r -> r.imageIds(image))))
        .isEqualTo("InvalidAMIID.NotFound/400");

    to.ec2.modifyImageAttribute(
        r ->
            r.imageId(image)
                .launchPermission(p -> p.add(LaunchPermission.builder().userId(FRIEND).build())));

    assertThat(friend().describeImages(r -> r.executableUsers("self")).images()).hasSize(1);
    assertThat(friend().describeImages(r -> r.imageIds(image)).images().get(0).tags()).isEmpty();
    assertThat(error(() -> friend().deregisterImage(r -> r.imageId(image))))
        .isEqualTo("AuthFailure/400");
    to.ec2.resetImageAttribute(r -> r.imageId(image).attribute("launchPermission"));
    assertThat(friend().describeImages(r -> r.executableUsers("self")).images()).isEmpty();
  }

  @Test
  void permissionsAreASetInBothForms() {
    String image = to.bake("shared");
    for (int i = 0; i < 2; i++) {
      to.ec2.modifyImageAttribute(
          r ->
              r.imageId(image)
                  .attribute("launchPermission")
                  .operationType("add")
                  .userIds(FRIEND, "444455556666"));
    }
    to.ec2.modifyImageAttribute(
        r ->
            r.imageId(image)
                .launchPermission(
                    p -> p.remove(LaunchPermission.builder().userId(FRIEND).build())));

    assertThat(
            to.ec2
                .describeImageAttribute(r -> r.imageId(image).attribute("launchPermission"))
                .launchPermissions())
        .containsExactly(LaunchPermission.builder().userId("444455556666").build());
  }

  @Test
  void badReceiversAreNamed() {
    String image = to.bake("shared");

    assertThat(
            message(
                () ->
                    to.ec2.modifyImageAttribute(
                        r ->
                            r.imageId(image)
                                .attribute("launchPermission")
                                .operationType("add")
                                .userIds("123"))))
        .contains("\"123\"");
    assertThat(
            error(
                () ->
                    to.ec2.modifyImageAttribute(
                        r ->
                            r.imageId(image)
                                .attribute("launchPermission")
                                .operationType("add")
                                .organizationArns("o-1234567890"))))
        .isEqualTo("InvalidAMIAttributeItemValue/400");
  }

  @Test
  void publicImagesAreBlockedAndLimited() throws IOException {
    restart(
        Rehearsal.settings(home)
            .withBlockPublicAccess(true)
            .withQuotas(Quotas.documented().withPublicImages(1)));
    String first = to.bake("first");
    String second = to.bake("second");

    assertThat(error(() -> publish(first))).isEqualTo("OperationNotPermitted/400");
    to.ec2.disableImageBlockPublicAccess(r -> r.dryRun(false));
    publish(first);
    assertThat(error(() -> publish(second))).isEqualTo("ResourceLimitExceeded/400");
    assertThat(friend().describeImages(r -> r.imageIds(first)).images()).hasSize(1);
  }

  private Object publish(String image) {
    LaunchPermission all = LaunchPermission.builder().group("all").build();
    return to.ec2.modifyImageAttribute(r -> r.imageId(image).launchPermission(p -> p.add(all)));
  }

  @Test
  void aCopyHasItsOwnSnapshotAndNoPermissions() {
    String image = to.bake("original");
    publish(image);
    Ec2Client west = to.clients.ec2("us-west-2", Clients.KEY);
    String first = copy(west, image, "token-1");

    assertThat(copy(west, image, "token-1")).isEqualTo(first);
    Image copied =
        Clients.await(
            () -> west.describeImages(r -> r.imageIds(first)).images().get(0),
            found -> found.stateAsString().equals("available"));
    assertThat(copied.sourceImageId()).isEqualTo(image);
    assertThat(copied.sourceImageRegion()).isEqualTo("us-east-1");
    assertThat(copied.publicLaunchPermissions()).isFalse();
    assertThat(copied.blockDeviceMappings().get(0).ebs().snapshotId())
        .isNotEqualTo(to.image(image).blockDeviceMappings().get(0).ebs().snapshotId());
    assertThat(error(() -> to.image(first))).isEqualTo("InvalidAMIID.NotFound/400");
  }

  private static String copy(Ec2Client west, String image, String token) {
    return west.copyImage(
            r ->
                r.sourceImageId(image)
                    .sourceRegion("us-east-1")
                    .name("copy-" + token)
                    .clientToken(token))
        .imageId();
  }

  @Test
  void anEncryptedCopyFailsLateWithAKeyOfAnotherRegion() {
    String image = to.bake("plain");
    String key = "arn:aws:kms:eu-west-1:000000000000:key/k1";
    String broken =
        to.ec2
            .copyImage(
                r ->
                    r.sourceImageId(image)
                        .sourceRegion("us-east-1")
                        .name("broken")
                        .encrypted(true)
                        .kmsKeyId(key))
            .imageId();
    Image failed = to.awaitImage(broken);
    assertThat(failed.stateAsString()).isEqualTo("failed");
    assertThat(failed.stateReason().message()).contains("internal error");
  }

  @Test
  void imagesUnderTheDefaultKeyAreNeitherSharedNorDecrypted() {
    String image = to.bake("plain");
    String encrypted =
        to.ec2
            .copyImage(
                r ->
                    r.sourceImageId(image)
                        .sourceRegion("us-east-1")
                        .name("encrypted")
                        .encrypted(true))
            .imageId();
    to.awaitImage(encrypted);
    assertThat(
            error(
                () ->
                    to.ec2.modifyImageAttribute(
                        r ->
                            r.imageId(encrypted)
                                .attribute("launchPermission")
                                .operationType("add")
                                .userIds(FRIEND))))
        .isEqualTo("InvalidParameter/400");
    assertThat(
            error(
                () ->
                    to.ec2.copyImage(
                        r ->
                            r.sourceImageId(encrypted)
                                .sourceRegion("us-east-1")
                                .name("again")
                                .encrypted(false))))
        .isEqualTo("InvalidRequest/400");
  }

  @Test
  void copiesInFlightAreLimited() throws IOException {
    restart(
        Rehearsal.settings(home)
            .withDelays(
                new Delays(
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofMinutes(5),
                    Duration.ZERO))
            .withQuotas(Quotas.documented().withConcurrentCopies(1)));
    String image = to.bake("original");
    Ec2Client west = to.clients.ec2("us-west-2", Clients.KEY);
    copy(west, image, "token-1");

    assertThat(message(() -> copy(west, image, "token-2"))).contains("The limit is 1 ");
  }

  @Test
  void anAccountCanEncryptCopiesByDefault() {
    String image = to.bake("original");
    Ec2Client west = to.clients.ec2("us-west-2", Clients.KEY);
    west.enableEbsEncryptionByDefault(r -> r.dryRun(false));

    String copy = copy(west, image, "token-1");

    assertThat(west.describeImages(r -> r.imageIds(copy)).images().get(0).blockDeviceMappings())
        .allMatch(device -> device.ebs().encrypted());
  }

  @Test
  void aRegionWithoutOptInRefusesEveryCaller() throws IOException {
    restart(Rehearsal.settings(home).withOptedOut(Set.of("ap-east-1")));

    assertThat(to.ec2.describeRegions().regions())
        .noneMatch(region -> region.regionName().equals("ap-east-1"));
    assertThat(to.ec2.describeRegions(r -> r.allRegions(true)).regions())
        .filteredOn(region -> region.regionName().equals("ap-east-1"))
        .extracting(region -> region.optInStatus())
        .containsExactly("not-opted-in");
    assertThat(error(() -> to.clients.ec2("ap-east-1", Clients.KEY).describeImages()))
        .startsWith("null/401");
  }

  @Test
  void aDryRunReportsOnlyThePermissionAndUsesUpNoOtherFault() {
    String image = to.bake("original");
    to.cloud.faults().add(Fault.error("CopyImage", "ResourceLimitExceeded"));

    assertThat(error(() -> dryRun(image))).isEqualTo("DryRunOperation/412");
    assertThat(to.cloud.faults().list()).hasSize(1);
    to.cloud.faults().add(Fault.error("CopyImage", "UnauthorizedOperation"));
    assertThat(error(() -> dryRun(image))).isEqualTo("UnauthorizedOperation/403");
  }

  private Object dryRun(String image) {
    return to.ec2.copyImage(
        r -> r.sourceImageId(image).sourceRegion("us-east-1").name("copy").dryRun(true));
  }
}
