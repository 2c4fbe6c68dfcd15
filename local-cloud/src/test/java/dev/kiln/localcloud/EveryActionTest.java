package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Calls each action once through the SDK's client, and fails if one is missing here. {@link
 * WireTest} covers the services whose client is not on the class path.
 */
final class EveryActionTest {
  private static final Tag TAG = Tag.builder().key("Owner").value("a & b <c> \"ü\"").build();

  @Test
  void everyActionAnswersTheSdk(@TempDir Path home) throws IOException {
    LocalCloudSettings settings = Rehearsal.settings(home).withRecycleBin(Duration.ofDays(1));
    try (Rehearsal to = new Rehearsal(settings)) {
      network(to.ec2);
      keysAndGroups(to.ec2);
      VolumesTest.launchAndLoseInstance(to).forEach(id -> to.ec2.deleteVolume(r -> r.volumeId(id)));
      String image = instance(to);
      images(to, image);
      sharing(to.ec2, image);
      UsersOfAnImage.callEveryAction(to, image);
      AdminActionsTest.ancestry(to, image);
      AdminActionsTest.volumes(to);
      AdminActionsTest.documents(to);
      AdminActionsTest.attributes(to);
      recycleBin(to.ec2);
      blocks(to);
      endOfImages(to.ec2, image);
      parameters(to.ssm);
      identity(to.clients.sts());
      LackingTest.roles(to.clients.iam());
      buckets(to.clients.s3());

      Set<String> answered =
          to.cloud.calls().list().stream()
              .filter(call -> call.outcome().equals("ok"))
              .map(call -> call.service() + ":" + call.action())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(answered)
          .containsExactlyElementsOf(
              to.cloud.actions().stream()
                  .filter(action -> !action.matches("(kms|organizations|servicequotas):.*"))
                  .toList());
    }
  }

  private static void network(Ec2Client ec2) {
    assertThat(ec2.describeRegions().regions()).anyMatch(r -> r.regionName().equals("eu-west-1"));
    assertThat(ec2.describeAvailabilityZones().availabilityZones())
        .extracting(zone -> zone.zoneId())
        .containsExactly("use1-az1", "use1-az2", "use1-az3");
    String vpc = ec2.describeVpcs().vpcs().get(0).vpcId();
    assertThat(ec2.describeSubnets().subnets())
        .hasSize(3)
        .allMatch(subnet -> subnet.vpcId().equals(vpc) && subnet.defaultForAz());
    assertThat(ec2.describeRouteTables().routeTables())
        .singleElement()
        .satisfies(table -> assertThat(table.routes().get(1).gatewayId()).startsWith("igw-"));
    assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).isEmpty();
    assertThat(ec2.getEbsDefaultKmsKeyId(r -> {}).kmsKeyId()).isEqualTo("alias/aws/ebs");
    assertThat(
            ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("m7g.xlarge"))
                .instanceTypes()
                .get(0)
                .memoryInfo()
                .sizeInMiB())
        .isEqualTo(16_384);
    assertThat(
            ec2.describeInstanceTypeOfferings(r -> r.locationType("availability-zone"))
                .instanceTypeOfferings())
        .anyMatch(offer -> offer.location().equals("us-east-1c"));
    assertThat(
            ec2.describeSpotPriceHistory(r -> r.instanceTypesWithStrings("t3.micro"))
                .spotPriceHistory())
        .hasSize(3)
        .allMatch(price -> Double.parseDouble(price.spotPrice()) > 0);
  }

  private static void keysAndGroups(Ec2Client ec2) {
    assertThat(ec2.createKeyPair(r -> r.keyName("k1")).keyMaterial())
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    ec2.importKeyPair(
        r -> r.keyName("k2").publicKeyMaterial(SdkBytes.fromUtf8String("ssh-ed25519 AAAA me")));
    assertThat(ec2.describeKeyPairs().keyPairs()).hasSize(2);
    ec2.deleteKeyPair(r -> r.keyName("k1"));
    String group =
        ec2.createSecurityGroup(r -> r.groupName("g1").description("for a test")).groupId();
    IpPermission ssh =
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(22)
            .toPort(22)
            .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
            .build();
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(ssh));
    assertThat(ec2.describeSecurityGroups(r -> r.groupIds(group)).securityGroups())
        .singleElement()
        .satisfies(found -> assertThat(found.ipPermissions()).containsExactly(ssh))
        .satisfies(found -> assertThat(found.ipPermissionsEgress()).as("all").hasSize(1));
    ec2.deleteSecurityGroup(r -> r.groupId(group));
  }

  private static String instance(Rehearsal to) {
    String id = to.launch(r -> r.keyName("k2"));
    to.awaitInstance(id, "running");
    assertThat(to.ec2.describeInstanceStatus().instanceStatuses().get(0).systemStatus().status())
        .hasToString("ok");
    to.ec2.createTags(r -> r.resources(id).tags(TAG));
    assertThat(to.instance(id).tags()).containsExactly(TAG);
    assertThat(to.ec2.describeTags().tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.resourceTypeAsString()).isEqualTo("instance"));
    to.ec2.deleteTags(r -> r.resources(id).tags(Tag.builder().key("Owner").build()));
    assertThat(to.instance(id).tags()).isEmpty();
    command(to.ssm, id);
    assertThat(to.ec2.getConsoleOutput(r -> r.instanceId(id)).output()).isNotEmpty();
    to.ec2.rebootInstances(r -> r.instanceIds(id));
    to.ec2.stopInstances(r -> r.instanceIds(id));
    to.awaitInstance(id, "stopped");
    to.ec2.startInstances(r -> r.instanceIds(id));
    to.awaitInstance(id, "running");
    assertThat(to.ec2.describeVolumes().volumes().get(0).attachments().get(0).instanceId())
        .isEqualTo(id);
    String image = to.ec2.createImage(r -> r.instanceId(id).name("baked")).imageId();
    to.awaitImage(image);
    to.ec2.terminateInstances(r -> r.instanceIds(id));
    return image;
  }

  private static void command(SsmClient ssm, String instance) {
    assertThat(ssm.describeInstanceInformation().instanceInformationList()).hasSize(1);
    String command =
        ssm.sendCommand(
                r ->
                    r.instanceIds(instance)
                        .documentName("AWS-RunShellScript")
                        .parameters(Map.of("commands", List.of("true"))))
            .command()
            .commandId();
    var ended =
        Clients.await(
            () -> ssm.getCommandInvocation(r -> r.commandId(command).instanceId(instance)),
            reply -> reply.statusAsString().equals("Success"));
    assertThat(ended.statusDetails()).isEqualTo("NotExecuted");
    assertThat(ended.responseCode()).isEqualTo(-1);
    assertThat(ended.standardErrorContent()).contains("was not executed");
    assertThat(ssm.listCommands().commands()).hasSize(1);
    assertThat(ssm.listCommandInvocations().commandInvocations()).hasSize(1);
    ssm.cancelCommand(r -> r.commandId(command));
  }

  private static void images(Rehearsal to, String image) {
    to.ec2.copyImage(
        r -> r.sourceImageId(image).sourceRegion("us-east-1").name("copy").copyImageTags(true));
    to.ec2.registerImage(
        r ->
            r.name("registered")
                .architecture(Rehearsal.architecture())
                .rootDeviceName("/dev/xvda")
                .blockDeviceMappings(to.image(image).blockDeviceMappings()));
    assertThat(to.ec2.describeImages(r -> r.owners("self")).images())
        .extracting(found -> found.name())
        .containsExactly("baked", "copy", "registered");
    assertThat(
            to.ec2
                .getImageBlockPublicAccessState(r -> r.dryRun(false))
                .imageBlockPublicAccessState())
        .isEqualTo("unblocked");
    to.ec2.enableImageBlockPublicAccess(r -> r.imageBlockPublicAccessState("block-new-sharing"));
    to.ec2.disableImageBlockPublicAccess(r -> r.dryRun(false));
  }

  private static void sharing(Ec2Client ec2, String image) {
    assertThat(ec2.enableEbsEncryptionByDefault(r -> r.dryRun(false)).ebsEncryptionByDefault())
        .isTrue();
    assertThat(ec2.disableEbsEncryptionByDefault(r -> r.dryRun(false)).ebsEncryptionByDefault())
        .isFalse();
    assertThat(ec2.getEbsEncryptionByDefault(r -> r.dryRun(false)).ebsEncryptionByDefault())
        .isFalse();
    ec2.modifyImageAttribute(r -> r.imageId(image).description(v -> v.value("new words")));
    assertThat(
            ec2.describeImageAttribute(r -> r.imageId(image).attribute("description"))
                .description()
                .value())
        .isEqualTo("new words");
    ec2.resetImageAttribute(r -> r.imageId(image).attribute("launchPermission"));
    String snapshot = firstSnapshot(ec2);
    CreateVolumePermission friend = CreateVolumePermission.builder().userId("111122223333").build();
    ec2.modifySnapshotAttribute(
        r -> r.snapshotId(snapshot).createVolumePermission(p -> p.add(friend)));
    assertThat(
            ec2.describeSnapshotAttribute(
                    r -> r.snapshotId(snapshot).attribute("createVolumePermission"))
                .createVolumePermissions())
        .containsExactly(friend);
  }

  private static String firstSnapshot(Ec2Client ec2) {
    return ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots().get(0).snapshotId();
  }

  /** The SDK's module for it is not published in this version. */
  private static void blocks(Rehearsal to) {
    String path = "/snapshots/" + firstSnapshot(to.ec2) + "/changedblocks";
    assertThat(RestCall.json(to.cloud.endpoint(), path, "ebs"))
        .containsKeys("ChangedBlocks", "VolumeSize", "ExpiryTime");
  }

  private static void recycleBin(Ec2Client ec2) {
    Image copy =
        ec2.describeImages(r -> r.owners("self")).images().stream()
            .filter(found -> found.name().equals("copy"))
            .findFirst()
            .orElseThrow();
    String image = copy.imageId();
    String snapshot = copy.blockDeviceMappings().get(0).ebs().snapshotId();
    ec2.deregisterImage(r -> r.imageId(image).deleteAssociatedSnapshots(true));
    assertThat(ec2.listImagesInRecycleBin(r -> r.imageIds(image)).images())
        .singleElement()
        .satisfies(
            kept ->
                assertThat(kept.recycleBinExitTime())
                    .isEqualTo(kept.recycleBinEnterTime().plus(Duration.ofDays(1))));
    assertThat(ec2.listSnapshotsInRecycleBin(r -> r.snapshotIds(snapshot)).snapshots()).hasSize(1);
    ec2.restoreSnapshotFromRecycleBin(r -> r.snapshotId(snapshot));
    ec2.restoreImageFromRecycleBin(r -> r.imageId(image));
    assertThat(ec2.describeImages(r -> r.imageIds(image)).images()).hasSize(1);
    assertThat(ec2.listImagesInRecycleBin(r -> r.dryRun(false)).images()).isEmpty();
  }

  private static void endOfImages(Ec2Client ec2, String image) {
    ec2.enableImageDeprecation(r -> r.imageId(image).deprecateAt(Instant.now().plusSeconds(3600)));
    ec2.disableImageDeprecation(r -> r.imageId(image));
    ec2.enableImageDeregistrationProtection(r -> r.imageId(image));
    ec2.disableImageDeregistrationProtection(r -> r.imageId(image));
    ec2.disableImage(r -> r.imageId(image));
    ec2.enableImage(r -> r.imageId(image));
    ec2.describeImages(r -> r.owners("self"))
        .images()
        .forEach(found -> ec2.deregisterImage(r -> r.imageId(found.imageId())));
    ec2.describeSnapshots(r -> r.ownerIds("self"))
        .snapshots()
        .forEach(found -> ec2.deleteSnapshot(r -> r.snapshotId(found.snapshotId())));
    assertThat(ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots()).isEmpty();
  }

  private static void parameters(SsmClient ssm) {
    ssm.putParameter(r -> r.name("/kiln/a").value("1").type(ParameterType.STRING));
    assertThat(ssm.putParameter(r -> r.name("/kiln/a").value("2").overwrite(true)).version())
        .isEqualTo(ssm.getParameter(r -> r.name("/kiln/a")).parameter().version());
    var several = ssm.getParameters(r -> r.names("/kiln/a", "/kiln/b"));
    assertThat(several.parameters()).hasSize(1);
    assertThat(several.invalidParameters()).containsExactly("/kiln/b");
    assertThat(ssm.getParametersByPath(r -> r.path("/kiln")).parameters()).hasSize(1);
    ssm.deleteParameter(r -> r.name("/kiln/a"));
  }

  private static void buckets(S3Client s3) {
    s3.createBucket(r -> r.bucket("reg"));
    s3.putObject(r -> r.bucket("reg").key("a/b.json"), RequestBody.fromString("{ä}"));
    var read = s3.getObjectAsBytes(r -> r.bucket("reg").key("a/b.json"));
    assertThat(read.asUtf8String()).isEqualTo("{ä}");
  }

  private static void identity(StsClient sts) {
    assertThat(sts.getCallerIdentity().account()).isEqualTo(LocalCloudSettings.DEFAULT_ACCOUNT);
    Credentials keys =
        sts.assumeRole(
                r -> r.roleArn("arn:aws:iam::111122223333:role/share").roleSessionName("kiln"))
            .credentials();
    assertThat(keys.expiration()).as(keys.accessKeyId()).isAfter(Instant.now());
  }
}
