package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.ImageAncestryEntry;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;

/** What an administrator of images asks in a week, besides what Kiln asks. */
final class AdminActionsTest {
  @Test
  void anInstanceShowsItsAttributes(@TempDir Path home) throws IOException {
    try (Rehearsal to = Rehearsal.of(home)) {
      attributes(to);
    }
  }

  static void attributes(Rehearsal to) {
    String data =
        Base64.getEncoder().encodeToString("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
    String id = to.launch(r -> r.userData(data).disableApiTermination(true));
    to.awaitInstance(id, "running");

    assertThat(
            to.ec2
                .describeInstanceAttribute(r -> r.instanceId(id).attribute("userData"))
                .userData()
                .value())
        .isEqualTo(data);
    assertThat(
            to.ec2
                .describeInstanceAttribute(r -> r.instanceId(id).attribute("disableApiTermination"))
                .disableApiTermination()
                .value())
        .isTrue();
    assertThat(
            to.ec2
                .describeInstanceAttribute(r -> r.instanceId(id).attribute("instanceType"))
                .instanceType()
                .value())
        .isEqualTo(Rehearsal.type());
    assertThat(
            error(
                () -> to.ec2.describeInstanceAttribute(r -> r.instanceId(id).attribute("colour"))))
        .isEqualTo("InvalidParameterValue/400");
    to.ec2.modifyInstanceMetadataOptions(
        r -> r.instanceId(id).httpTokens("required").httpPutResponseHopLimit(3));
    assertThat(to.instance(id).metadataOptions().httpTokens()).isEqualTo(HttpTokensState.REQUIRED);
    assertThat(to.instance(id).metadataOptions().httpPutResponseHopLimit()).isEqualTo(3);
    assertThat(
            error(
                () ->
                    to.ec2.modifyInstanceMetadataOptions(
                        r -> r.instanceId(id).httpPutResponseHopLimit(65))))
        .isEqualTo("InvalidParameterValue/400");
  }

  @Test
  void anImageNamesItsAncestorsUpToTheVendors(@TempDir Path home) throws IOException {
    try (Rehearsal to = Rehearsal.of(home)) {
      ancestry(to, to.bake("ancestor"));
    }
  }

  static void ancestry(Rehearsal to, String image) {
    Ec2Client west = to.clients.ec2("us-west-2", Clients.KEY);
    String copy =
        west.copyImage(r -> r.name("copied").sourceImageId(image).sourceRegion(Clients.REGION))
            .imageId();

    assertThat(west.getImageAncestry(r -> r.imageId(copy)).imageAncestryEntries())
        .extracting(ImageAncestryEntry::imageId)
        .containsExactly(copy, image, to.base());
    assertThat(to.ec2.getImageAncestry(r -> r.imageId(to.base())).imageAncestryEntries())
        .singleElement()
        .satisfies(vendors -> assertThat(vendors.sourceImageId()).isNull());
    assertThat(error(() -> to.ec2.getImageAncestry(r -> r.imageId("ami-00000000000000000"))))
        .isEqualTo("InvalidAMIID.NotFound/400");
    west.deregisterImage(r -> r.imageId(copy).deleteAssociatedSnapshots(true));
    assertThat(to.ec2.getAllowedImagesSettings(r -> r.dryRun(false)).state()).isEqualTo("disabled");
    assertThat(to.ec2.describeFastLaunchImages(r -> r.dryRun(false)).fastLaunchImages()).isEmpty();
  }

  @Test
  void volumesAndSnapshotsAreMadeByThemselves(@TempDir Path home) throws IOException {
    try (Rehearsal to = Rehearsal.of(home)) {
      volumes(to);
    }
  }

  static void volumes(Rehearsal to) {
    String zone = Clients.REGION + "b";
    String volume =
        to.ec2.createVolume(r -> r.availabilityZone(zone).size(20).clientToken("one")).volumeId();
    assertThat(
            to.ec2
                .createVolume(r -> r.availabilityZone(zone).size(20).clientToken("one"))
                .volumeId())
        .isEqualTo(volume);
    assertThat(error(() -> to.ec2.createVolume(r -> r.availabilityZone("us-east-1q").size(1))))
        .isEqualTo("InvalidZone.NotFound/400");

    String snapshot =
        to.ec2.createSnapshot(r -> r.volumeId(volume).description("by hand")).snapshotId();
    Snapshot made = completed(to.ec2, snapshot);
    assertThat(made.description()).isEqualTo("by hand");
    assertThat(made.volumeSize()).isEqualTo(20);
    assertThat(
            error(
                () ->
                    to.ec2.createVolume(
                        r -> r.availabilityZone(zone).size(19).snapshotId(snapshot))))
        .isEqualTo("InvalidParameterValue/400");

    Ec2Client west = to.clients.ec2("us-west-2", Clients.KEY);
    String copy =
        west.copySnapshot(
                r ->
                    r.sourceRegion(Clients.REGION)
                        .sourceSnapshotId(snapshot)
                        .encrypted(true)
                        .presignedUrl("http://signed"))
            .snapshotId();
    assertThat(completed(west, copy).encrypted()).isTrue();
    assertThat(
            error(
                () ->
                    west.copySnapshot(
                        r ->
                            r.sourceRegion(Clients.REGION)
                                .sourceSnapshotId(copy)
                                .presignedUrl("http://signed"))))
        .isEqualTo("InvalidSnapshot.NotFound/400");
    assertThat(to.ec2.describeFastSnapshotRestores(r -> r.dryRun(false)).fastSnapshotRestores())
        .isEmpty();
    assertThat(RestCall.json(to.cloud.endpoint(), "/snapshots/" + snapshot + "/blocks", "ebs"))
        .containsKeys("Blocks", "BlockSize", "ExpiryTime", "VolumeSize");
    west.deleteSnapshot(r -> r.snapshotId(copy));
    to.ec2.deleteSnapshot(r -> r.snapshotId(snapshot));
    to.ec2.deleteVolume(r -> r.volumeId(volume));
  }

  private static Snapshot completed(Ec2Client ec2, String id) {
    return Clients.await(
        () -> ec2.describeSnapshots(r -> r.snapshotIds(id)).snapshots().get(0),
        found -> found.stateAsString().equals("completed"));
  }

  @Test
  void theSnapshotOfARootVolumeHoldsWhatAScriptWrote(@TempDir Path home) throws IOException {
    try (ScriptRehearsal scripts = new ScriptRehearsal(home)) {
      Rehearsal to = scripts.to;
      String image = scripts.bake("written", to.base(), "head -c 3000000 /dev/urandom > /opt/big");
      String instance = to.launch(r -> r.imageId(image));
      to.awaitInstance(instance, "running");
      String volume = to.instance(instance).blockDeviceMappings().get(0).ebs().volumeId();

      String snapshot = to.ec2.createSnapshot(r -> r.volumeId(volume)).snapshotId();

      completed(to.ec2, snapshot);
      String registered =
          to.ec2
              .registerImage(
                  r ->
                      r.name("from-snapshot")
                          .architecture(Rehearsal.architecture())
                          .rootDeviceName("/dev/xvda")
                          .blockDeviceMappings(
                              BlockDeviceMapping.builder()
                                  .deviceName("/dev/xvda")
                                  .ebs(e -> e.snapshotId(snapshot))
                                  .build()))
              .imageId();
      assertThat(scripts.bake("again", registered, "test -s /opt/big")).startsWith("ami-");
    }
  }

  @Test
  void theDocumentForShellScriptsIsListed(@TempDir Path home) throws IOException {
    try (Rehearsal to = Rehearsal.of(home)) {
      documents(to);
    }
  }

  static void documents(Rehearsal to) {
    assertThat(to.ssm.listDocuments().documentIdentifiers())
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo("AWS-RunShellScript"));
    DocumentKeyValuesFilter own =
        DocumentKeyValuesFilter.builder().key("Owner").values("Self").build();
    assertThat(to.ssm.listDocuments(r -> r.filters(own)).documentIdentifiers()).isEmpty();
  }
}
