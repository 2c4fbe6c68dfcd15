package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.localcloud.settings.VisibilityLag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Launching, and the life of an instance. */
final class LaunchTest {
  private final Path home;
  private Rehearsal to;

  LaunchTest(@TempDir Path home) throws IOException {
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

  @Test
  void theSameTokenGivesTheSameInstance() {
    String first = to.launch(r -> r.clientToken("build-1"));

    assertThat(to.launch(r -> r.clientToken("build-1"))).isEqualTo(first);
    assertThat(to.launch(r -> r.clientToken("build-2"))).isNotEqualTo(first);
    assertThat(to.cloud.inventory().list("instance")).hasSize(2);
  }

  @Test
  void aTokenIsRefusedWithOtherParametersAndAfterTermination() {
    String instance = to.launch(r -> r.clientToken("build-1"));

    assertThat(error(() -> to.launch(r -> r.clientToken("build-1").userData("b3RoZXI="))))
        .isEqualTo("IdempotentParameterMismatch/400");
    to.ec2.terminateInstances(r -> r.instanceIds(instance));
    assertThat(error(() -> to.launch(r -> r.clientToken("build-1"))))
        .isEqualTo("IdempotentInstanceTerminated/400");
  }

  @Test
  void theSameTokenInAnotherRegionIsAnotherLaunch() {
    String here = to.launch(r -> r.clientToken("build-1"));
    String image = Rehearsal.base(to.clients.ssm("eu-west-1", Clients.KEY));
    String there =
        to.clients
            .ec2("eu-west-1", Clients.KEY)
            .runInstances(
                r ->
                    r.imageId(image)
                        .instanceType(Rehearsal.type())
                        .minCount(1)
                        .maxCount(1)
                        .clientToken("build-1"))
            .instances()
            .get(0)
            .instanceId();

    assertThat(there).isNotEqualTo(here);
  }

  @Test
  void refusesInvalidLaunchesInAwsWords() {
    assertThat(error(() -> to.launch(r -> r.imageId("ami-0123456789abcdef0"))))
        .isEqualTo("InvalidAMIID.NotFound/400");
    assertThat(error(() -> to.launch(r -> r.imageId("image"))))
        .isEqualTo("InvalidAMIID.Malformed/400");
    assertThat(error(() -> to.launch(r -> r.instanceType("t9.huge"))))
        .isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> to.launch(r -> r.keyName("nobody"))))
        .isEqualTo("InvalidKeyPair.NotFound/400");
    assertThat(error(() -> to.launch(r -> r.securityGroupIds("sg-0123456789abcdef0"))))
        .isEqualTo("InvalidGroup.NotFound/400");
    assertThat(error(() -> to.launch(r -> r.subnetId("subnet-0123456789abcdef0"))))
        .isEqualTo("InvalidSubnetID.NotFound/400");
    assertThat(error(() -> to.launch(r -> r.placement(p -> p.availabilityZone("us-east-1x")))))
        .isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> to.launch(r -> r.iamInstanceProfile(p -> p.name("no such name!")))))
        .isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> to.launch(r -> r.minCount(2)))).isEqualTo("InvalidParameterValue/400");
    assertThat(error(() -> to.launch(r -> r.dryRun(true)))).isEqualTo("DryRunOperation/412");
    assertThat(to.cloud.inventory().leftovers()).isEmpty();
  }

  @Test
  void anInstanceTypeOfAnotherArchitectureIsRefused() {
    String foreign = Rehearsal.architecture().equals("arm64") ? "t3.micro" : "t4g.micro";

    assertThat(Rehearsal.message(() -> to.launch(r -> r.instanceType(foreign))))
        .contains("does not match the architecture");
  }

  @Test
  void vcpusAreLimited() throws IOException {
    restart(Rehearsal.settings(home).withQuotas(Quotas.documented().withVcpus(3)));
    to.launch();

    assertThat(error(to::launch)).isEqualTo("VcpuLimitExceeded/400");
  }

  @Test
  void statesFollowTheClockAndTheRightOrder() throws IOException {
    restart(Rehearsal.settings(home).withDelays(Delays.all(Duration.ofMillis(300))));
    String id = to.launch();

    assertThat(to.instance(id).state().nameAsString()).isEqualTo("pending");
    assertThat(error(() -> to.ec2.stopInstances(r -> r.instanceIds(id))))
        .isEqualTo("IncorrectInstanceState/400");
    to.awaitInstance(id, "running");
    var stop = to.ec2.stopInstances(r -> r.instanceIds(id)).stoppingInstances().get(0);
    assertThat(stop.previousState().nameAsString()).isEqualTo("running");
    assertThat(stop.currentState().nameAsString()).isEqualTo("stopping");
    to.awaitInstance(id, "stopped");
    to.ec2.startInstances(r -> r.instanceIds(id));
    to.awaitInstance(id, "running");
    to.ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(to.instance(id).state().nameAsString()).isEqualTo("shutting-down");
    to.awaitInstance(id, "terminated");
    to.ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(to.instance(id).stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
  }

  @Test
  void tagsGivenAtLaunchAreOnInstanceAndVolume() {
    Tag tag = Tag.builder().key("BuildId").value("b1").build();
    List<TagSpecification> tags =
        List.of(
            TagSpecification.builder().resourceType(ResourceType.INSTANCE).tags(tag).build(),
            TagSpecification.builder().resourceType(ResourceType.VOLUME).tags(tag).build());
    Instance instance = to.instance(to.launch(r -> r.tagSpecifications(tags)));

    assertThat(instance.tags()).containsExactly(tag);
    String volume = instance.blockDeviceMappings().get(0).ebs().volumeId();
    assertThat(to.ec2.describeVolumes(r -> r.volumeIds(volume)).volumes().get(0).tags())
        .containsExactly(tag);
  }

  @Test
  void theImageCanDemandTheSecondMetadataVersion() {
    String image = to.bake("strict");
    to.ec2.modifyImageAttribute(r -> r.imageId(image).imdsSupport(v -> v.value("v2.0")));
    Instance instance = to.instance(to.launch(r -> r.imageId(image)));

    assertThat(instance.metadataOptions().httpTokensAsString()).isEqualTo("required");
    assertThat(instance.metadataOptions().httpPutResponseHopLimit()).isEqualTo(2);
  }

  @Test
  void aOneTimeSpotInstanceCannotBeStopped() {
    String id = to.launch(r -> r.instanceMarketOptions(m -> m.marketType("spot")));
    to.awaitInstance(id, "running");

    assertThat(to.instance(id).instanceLifecycleAsString()).isEqualTo("spot");
    assertThat(error(() -> to.ec2.stopInstances(r -> r.instanceIds(id))))
        .isEqualTo("UnsupportedOperation/400");
  }

  @Test
  void aProtectedInstanceIsNotTerminated() {
    String id = to.launch(r -> r.disableApiTermination(true));

    assertThat(error(() -> to.ec2.terminateInstances(r -> r.instanceIds(id))))
        .isEqualTo("OperationNotPermitted/400");
  }

  @Test
  void anotherAccountDoesNotSeeTheInstance() {
    String id = to.launch();
    var other = to.clients.ec2(Clients.REGION, "111122223333");

    assertThat(other.describeInstances().reservations()).isEmpty();
    assertThat(error(() -> other.terminateInstances(r -> r.instanceIds(id))))
        .isEqualTo("InvalidInstanceID.NotFound/400");
  }

  @Test
  void aNewInstanceIsNotFoundForAFewReads() throws IOException {
    restart(Rehearsal.settings(home).withLag(VisibilityLag.reads(2)));
    String id = to.launch();

    for (int read = 0; read < 2; read++) {
      assertThat(error(() -> to.instance(id))).isEqualTo("InvalidInstanceID.NotFound/400");
    }
    assertThat(to.instance(id).instanceId()).isEqualTo(id);
    assertThat(error(() -> to.ec2.terminateInstances(r -> r.instanceIds(id))))
        .isEqualTo("InvalidInstanceID.NotFound/400");
  }

  @Test
  void aNewInstanceIsNotFoundForAWhile() throws IOException {
    restart(Rehearsal.settings(home).withLag(VisibilityLag.time(Duration.ofMillis(300))));
    String id = to.launch();

    assertThat(to.ec2.describeInstances().reservations()).isEmpty();
    Clients.await(() -> to.ec2.describeInstances().reservations().size(), size -> size == 1);
    assertThat(to.instance(id).instanceId()).isEqualTo(id);
  }
}
