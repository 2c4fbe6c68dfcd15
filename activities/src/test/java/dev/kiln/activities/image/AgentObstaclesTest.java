package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks from which no agent reaches Systems Manager, and what is said about each. */
final class AgentObstaclesTest {
  private static final InstanceId BUILDER = new InstanceId("i-0123456789abcdef0");
  private static final String HTTPS_OUT =
      "<ipPermissionsEgress><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort></item></ipPermissionsEgress>";
  private static final String GATEWAY =
      "<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId><state>active</state></item>";
  private static final String NAT =
      "<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><natGatewayId>nat-1</natGatewayId><state>active</state></item>";
  private static final String INSIDE =
      "<item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state></item>";

  private final Map<String, String> parts = new TreeMap<>();
  private final StubCloud cloud = new StubCloud(this::answer);
  private final AwsCalls aws = cloud.calls();

  AgentObstaclesTest() {
    parts.put("profile", "<iamInstanceProfile><arn>a</arn></iamInstanceProfile>");
    parts.put("address", "<ipAddress>198.51.100.1</ipAddress>");
    parts.put("egress", HTTPS_OUT);
    parts.put("routes", INSIDE + GATEWAY);
    parts.put("endpoints", "");
  }

  @AfterEach
  void close() {
    aws.close();
    cloud.close();
  }

  private Reply answer(Request request) {
    String part =
        switch (request.action()) {
          case "DescribeInstances" ->
              "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><groupSet><item><groupId>sg-1</groupId></item></groupSet>%s%s</item></instancesSet></item></reservationSet>"
                  .formatted(parts.get("profile"), parts.get("address"));
          case "DescribeSecurityGroups" ->
              "<securityGroupInfo><item><groupId>sg-1</groupId>%s</item></securityGroupInfo>"
                  .formatted(parts.get("egress"));
          case "DescribeRouteTables" ->
              "vpc-id".equals(request.form().get("Filter.1.Name"))
                  ? "<routeTableSet><item><routeSet>%s</routeSet></item></routeTableSet>"
                      .formatted(parts.get("routes"))
                  : "<routeTableSet/>";
          case "DescribeVpcEndpoints" ->
              "<vpcEndpointSet>%s</vpcEndpointSet>".formatted(parts.get("endpoints"));
          default -> "";
        };
    return parts.getOrDefault("denied", "").equals(request.action())
        ? Reply.refusal(403, "UnauthorizedOperation", "no")
        : Reply.xml(
            "<%sResponse><requestId>r</requestId>%s</%sResponse>"
                .formatted(request.action(), part, request.action()));
  }

  private List<String> found() {
    return new AgentObstacles(aws, new Region("us-east-1")).of(BUILDER, true);
  }

  private String onlyOne() {
    assertThat(found()).hasSize(1);
    return found().get(0);
  }

  @Test
  void nothingIsSaidOfANetworkThatWorks() {
    assertThat(found()).isEmpty();
    assertThat(cloud.requests("DescribeVpcEndpoints")).isEmpty();
  }

  @Test
  void aBuilderWithoutAProfile() {
    parts.put("profile", "");

    assertThat(onlyOne()).contains("no instance profile", "set builder.instance_profile");
    assertThat(new AgentObstacles(aws, new Region("us-east-1")).of(BUILDER, false)).isEmpty();
  }

  @Test
  void groupsThatLetNothingOut() {
    parts.put("egress", "");
    assertThat(onlyOne()).contains("(sg-1)", "let no HTTPS out", "builder.security_groups");

    parts.put(
        "egress",
        "<ipPermissionsEgress><item><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>80</toPort></item></ipPermissionsEgress>");
    assertThat(onlyOne()).contains("let no HTTPS out");

    parts.put(
        "egress",
        "<ipPermissionsEgress><item><ipProtocol>-1</ipProtocol></item></ipPermissionsEgress>");
    assertThat(found()).isEmpty();
  }

  @Test
  void noPublicAddressBehindAnInternetGateway() {
    parts.put("address", "");

    assertThat(onlyOne())
        .contains("no public address", "subnet-1", "set builder.public_ip to true", "NAT gateway");
  }

  @Test
  void noPublicAddressIsNeededBehindANatGateway() {
    parts.put("address", "");
    parts.put("routes", INSIDE + NAT);

    assertThat(found()).isEmpty();
  }

  @Test
  void aRouteToSomethingThatIsGone() {
    parts.put("routes", NAT.replace("active", "blackhole"));

    assertThat(onlyOne()).contains("default route of its subnet subnet-1", "gone");
  }

  @Test
  void noWayOutAndNoEndpoints() {
    parts.put("routes", INSIDE);
    assertThat(onlyOne()).contains("vpc-1 no endpoint for ssm and ssmmessages", "create them");

    parts.put("endpoints", "<item><serviceName>com.amazonaws.us-east-1.ssm</serviceName></item>");
    assertThat(onlyOne()).contains("no endpoint for ssmmessages");

    parts.put(
        "endpoints",
        "<item><serviceName>com.amazonaws.us-east-1.ssm</serviceName></item><item><serviceName>com.amazonaws.us-east-1.ssmmessages</serviceName></item>");
    assertThat(found()).isEmpty();
  }

  @Test
  void whatTheWorkerMayNotSeeIsLeftOut() {
    parts.put("egress", "");
    parts.put("denied", "DescribeRouteTables");

    assertThat(onlyOne()).contains("let no HTTPS out");
  }
}
