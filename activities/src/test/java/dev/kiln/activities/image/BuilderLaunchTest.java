package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What EC2 is asked to launch, and what follows a refusal. */
final class BuilderLaunchTest {
  private static final Region REGION = new Region("us-east-1");
  private static final Reply LAUNCHED =
      Reply.xml(
          "<RunInstancesResponse><requestId>r</requestId><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId><instanceType>c5.large</instanceType></item></instancesSet></RunInstancesResponse>");
  private static final Reply ZONES =
      Reply.xml(
          "<DescribeAvailabilityZonesResponse><requestId>r</requestId><availabilityZoneInfo><item><zoneName>us-east-1a</zoneName></item><item><zoneName>us-east-1b</zoneName></item></availabilityZoneInfo></DescribeAvailabilityZonesResponse>");

  private Function<Request, Reply> ec2 = request -> LAUNCHED;
  private final StubCloud cloud = new StubCloud(request -> answer(request));
  private final AwsCalls aws = cloud.calls();
  private CloudSettings settings = CloudSettings.local(cloud.address());

  @AfterEach
  void close() {
    aws.close();
    cloud.close();
  }

  private Reply answer(Request request) {
    return switch (request.action()) {
      case "RunInstances" -> ec2.apply(request);
      case "DescribeAvailabilityZones" -> ZONES;
      case "DescribeSubnets" ->
          Reply.xml(
              "<DescribeSubnetsResponse><requestId>r</requestId><subnetSet><item><vpcId>vpc-1</vpcId></item></subnetSet></DescribeSubnetsResponse>");
      case "DescribeVpcs" ->
          Reply.xml(
              "<DescribeVpcsResponse><requestId>r</requestId><vpcSet><item><vpcId>vpc-0</vpcId></item></vpcSet></DescribeVpcsResponse>");
      case "DescribeSecurityGroups" ->
          Reply.xml(
              "<DescribeSecurityGroupsResponse><requestId>r</requestId><securityGroupInfo><item><groupName>egress</groupName><groupId>sg-0e0e0e0e</groupId></item></securityGroupInfo></DescribeSecurityGroupsResponse>");
      default -> Reply.refusal(400, "InvalidAction", request.action());
    };
  }

  private Builder launch(BuilderMachine machine, boolean spot, int rootGib) {
    BuilderActivities.LaunchRequest request =
        new BuilderActivities.LaunchRequest(
            new ImageKey(
                "layer", new TemplateHash("0123456789abcdef"), Architecture.X86_64, REGION),
            "b1",
            BuilderActivities.LaunchRequest.Purpose.BUILD,
            1,
            new BaseAmi(
                new AmiId("ami-0123456789abcdef0"),
                "debian-12",
                "/dev/xvda",
                108,
                Optional.of(rootGib),
                Optional.empty()),
            Optional.empty(),
            machine,
            spot,
            Instant.parse("2026-01-01T00:00:00Z"));
    return new BuilderLaunch(aws, request, settings, 1).launchOnce();
  }

  private static BuilderMachine machine(
      Optional<Integer> volume, Optional<BuilderNetwork> network) {
    return new BuilderMachine(
        Map.of(Architecture.X86_64, List.of("c99.large", "c5.large")),
        volume,
        Optional.empty(),
        Optional.empty(),
        network);
  }

  private static BuilderMachine in(BuilderNetwork network) {
    return machine(Optional.empty(), Optional.of(network));
  }

  private ApplicationFailure refused(BuilderMachine machine) {
    return catchThrowableOfType(ApplicationFailure.class, () -> launch(machine, false, 8));
  }

  private Map<String, String> launched() {
    List<Request> launches = cloud.requests("RunInstances");
    return launches.get(launches.size() - 1).form();
  }

  @Test
  void aTypeThatEc2DoesNotKnowIsTheNextRungAtOnce() {
    ec2 =
        request ->
            "c99.large".equals(request.form().get("InstanceType"))
                ? Reply.refusal(
                    400, "InvalidParameterValue", "Invalid value 'c99.large' for InstanceType.")
                : LAUNCHED;

    launch(machine(Optional.empty(), Optional.empty()), false, 8);

    assertThat(cloud.requests("RunInstances")).hasSize(2);
    assertThat(cloud.requests("DescribeAvailabilityZones")).isEmpty();
  }

  @Test
  void ifEc2KnowsNoTypeNoWaitCanHelp() {
    ec2 =
        request ->
            Reply.refusal(
                400,
                "InvalidParameterValue",
                "Invalid value '%s' for InstanceType."
                    .formatted(request.form().get("InstanceType")));

    ApplicationFailure failure = refused(machine(Optional.empty(), Optional.empty()));

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
    assertThat(failure.getOriginalMessage())
        .contains("c99.large: InvalidParameterValue: Invalid value 'c99.large'", "c5.large: ")
        .contains("correct builder.instance_types");
  }

  @Test
  void aZoneWithoutADefaultSubnetIsTheNextRung() {
    ec2 =
        request -> {
          String zone = request.form().getOrDefault("Placement.AvailabilityZone", "");
          return switch (zone) {
            case "us-east-1b" -> LAUNCHED;
            case "us-east-1a" ->
                Reply.refusal(
                    400, "MissingInput", "No default subnet for availability zone: 'us-east-1a'.");
            default -> Reply.refusal(500, "InsufficientInstanceCapacity", "no");
          };
        };

    launch(machine(Optional.empty(), Optional.empty()), false, 8);

    assertThat(cloud.requests("RunInstances")).hasSize(3);
    assertThat(cloud.requests("DescribeAvailabilityZones").get(0).form())
        .containsEntry("Filter.2.Name", "zone-type")
        .containsEntry("Filter.2.Value.1", "availability-zone");
  }

  @Test
  void anotherMissingInputEndsTheLadder() {
    ec2 = request -> Reply.refusal(400, "MissingInput", "The parameter x is missing");

    assertThat(refused(machine(Optional.empty(), Optional.empty())).getType())
        .isEqualTo(FailureType.INVALID_REQUEST.name());
    assertThat(cloud.requests("RunInstances")).hasSize(1);
  }

  @Test
  void onlyAnInstanceThatCanStopIsAskedToStopAtItsShutdown() {
    launch(machine(Optional.empty(), Optional.empty()), true, 8);
    assertThat(launched()).doesNotContainKey("InstanceInitiatedShutdownBehavior");

    launch(machine(Optional.empty(), Optional.empty()), false, 8);
    assertThat(launched()).containsEntry("InstanceInitiatedShutdownBehavior", "stop");
  }

  @Test
  void aVolumeSmallerThanTheRootVolumeOfTheBaseIsRefusedBeforeTheLaunch() {
    ApplicationFailure failure = refused(machine(Optional.of(7), Optional.empty()));

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "cannot launch a builder for 'layer' in us-east-1: builder.volume_size_gb is 7, but the root volume of its base ami-0123456789abcdef0 (debian-12) has 8 GiB; write 8 or more, or leave it out");
    assertThat(cloud.requests()).isEmpty();
  }

  @Test
  void aVolumeAsLargeAsTheRootVolumeWillDoThoughTheImageHasOthers() {
    launch(machine(Optional.of(8), Optional.empty()), false, 8);

    assertThat(launched()).containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "8");
  }

  @Test
  void theGroupsAndTheSubnetOfTheRegionAreAskedFor() {
    launch(
        in(
            new BuilderNetwork(
                Map.of(REGION, "subnet-11111111"),
                List.of("sg-99999999"),
                Map.of(REGION, List.of("sg-11111111", "sg-22222222")),
                Optional.empty())),
        false,
        8);

    assertThat(launched())
        .containsEntry("SubnetId", "subnet-11111111")
        .containsEntry("SecurityGroupId.1", "sg-11111111")
        .containsEntry("SecurityGroupId.2", "sg-22222222");
    assertThat(cloud.requests()).as("ids need no question").hasSize(1);
  }

  @Test
  void aPublicAddressIsAskedForWithTheInterface() {
    launch(
        in(
            new BuilderNetwork(
                Map.of(REGION, "subnet-11111111"),
                List.of("sg-11111111"),
                Map.of(),
                Optional.of(true))),
        false,
        8);

    assertThat(launched())
        .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "true")
        .containsEntry("NetworkInterface.1.SubnetId", "subnet-11111111")
        .containsEntry("NetworkInterface.1.SecurityGroupId.1", "sg-11111111")
        .doesNotContainKeys("SubnetId", "SecurityGroupId.1");
  }

  @Test
  void theNameOfAGroupIsLookedUpInTheVpcOfTheSubnet() {
    launch(
        in(
            new BuilderNetwork(
                Map.of(REGION, "subnet-11111111"), List.of("egress"), Map.of(), Optional.empty())),
        false,
        8);

    assertThat(launched()).containsEntry("SecurityGroupId.1", "sg-0e0e0e0e");
    assertThat(cloud.requests("DescribeSecurityGroups").get(0).form())
        .containsEntry("Filter.1.Value.1", "egress")
        .containsEntry("Filter.2.Name", "vpc-id")
        .containsEntry("Filter.2.Value.1", "vpc-1");
  }

  @Test
  void withoutASubnetTheNameIsLookedUpInTheDefaultVpc() {
    ApplicationFailure failure =
        refused(in(new BuilderNetwork(Map.of(), List.of("nobody"), Map.of(), Optional.empty())));

    assertThat(cloud.requests("DescribeSecurityGroups").get(0).form())
        .containsEntry("Filter.2.Value.1", "vpc-0");
    assertThat(failure.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
    assertThat(failure.getOriginalMessage())
        .contains("no security group 'nobody'", "builder.security_groups");
  }

  @Test
  void theWorkersDefaultsAreForTemplatesThatSayNothing() {
    settings =
        settings.withBuilderNetwork(
            new BuilderNetwork(
                Map.of(REGION, "subnet-33333333"),
                List.of("sg-33333333"),
                Map.of(),
                Optional.of(false)));

    launch(machine(Optional.empty(), Optional.empty()), false, 8);
    assertThat(launched())
        .containsEntry("NetworkInterface.1.SubnetId", "subnet-33333333")
        .containsEntry("NetworkInterface.1.SecurityGroupId.1", "sg-33333333")
        .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false");

    launch(
        in(
            new BuilderNetwork(
                Map.of(REGION, "subnet-11111111"),
                List.of("sg-11111111"),
                Map.of(),
                Optional.of(true))),
        false,
        8);
    assertThat(launched())
        .containsEntry("NetworkInterface.1.SubnetId", "subnet-11111111")
        .containsEntry("NetworkInterface.1.SecurityGroupId.1", "sg-11111111")
        .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "true");
  }
}
