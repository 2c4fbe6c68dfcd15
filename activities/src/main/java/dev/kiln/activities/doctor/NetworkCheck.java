package dev.kiln.activities.doctor;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Whether the agent of a builder would find a way to Systems Manager. */
record NetworkCheck(AwsCalls aws) {
  List<Finding> findings(Region region, Optional<String> named) {
    Subject subject = Subject.of(region, "network");
    try {
      List<Subnet> subnets = subnets(region, named);
      if (subnets.isEmpty()) {
        return List.of(
            subject.failed(
                "there is no default VPC, and no subnet is named",
                "name one in the template (builder.subnet), or: aws ec2 create-default-vpc --region "
                    + region));
      }
      return List.of(route(subject, region, subnets), egress(region, subnets.get(0).vpcId()));
    } catch (SdkException refused) {
      return List.of(
          AwsFailures.code(refused).filter(code -> code.startsWith("InvalidSubnet")).isPresent()
              ? subject.failed(Subject.brief(refused), "name a subnet of this region with --subnet")
              : subject.unanswered(refused));
    }
  }

  /** The named subnet, or those among which EC2 chooses. */
  private List<Subnet> subnets(Region region, Optional<String> named) {
    DescribeSubnetsRequest.Builder request = DescribeSubnetsRequest.builder();
    named.ifPresentOrElse(
        request::subnetIds, () -> request.filters(filter("default-for-az", "true")));
    return aws.ec2()
        .raw(region, "DescribeSubnets", ec2 -> ec2.describeSubnets(request.build()))
        .subnets();
  }

  private Finding route(Subject subject, Region region, List<Subnet> subnets) {
    String vpc = subnets.get(0).vpcId();
    List<RouteTable> tables =
        aws.ec2()
            .raw(
                region,
                "DescribeRouteTables",
                ec2 -> ec2.describeRouteTables(r -> r.filters(filter("vpc-id", vpc))))
            .routeTables();
    Map<String, WayOut> ways = new LinkedHashMap<>();
    subnets.forEach(subnet -> ways.put(subnet.subnetId(), WayOut.of(subnet, tables)));
    if (ways.values().stream().allMatch(WayOut::leads)) {
      return subject.ok(
          "%s of %s: %s"
              .formatted(
                  ways.size() == 1 ? ways.keySet().iterator().next() : ways.size() + " subnets",
                  vpc,
                  ways.values().iterator().next().text()));
    }
    List<String> missing = missingEndpoints(region, vpc);
    if (missing.isEmpty()) {
      return subject.ok("%s has interface endpoints of Systems Manager".formatted(vpc));
    }
    return without(subject, ways, missing);
  }

  private static Finding without(Subject subject, Map<String, WayOut> ways, List<String> missing) {
    List<String> closed = new ArrayList<>();
    ways.forEach(
        (subnet, way) -> {
          if (!way.leads()) {
            closed.add(subnet + " (" + way.text() + ")");
          }
        });
    String fact =
        "no way to Systems Manager from %s, and the VPC lacks the endpoints %s"
            .formatted(String.join(", ", closed), String.join(", ", missing));
    String next =
        "add a route to an internet gateway with public addresses, a NAT gateway, or those interface endpoints";
    return closed.size() == ways.size()
        ? subject.failed(fact, next)
        : subject.warning(fact, next + "; EC2 may choose this subnet");
  }

  /** The agent needs two endpoints; ec2messages is for older agents only. */
  private List<String> missingEndpoints(Region region, String vpc) {
    List<String> available =
        aws
            .ec2()
            .raw(
                region,
                "DescribeVpcEndpoints",
                ec2 -> ec2.describeVpcEndpoints(r -> r.filters(filter("vpc-id", vpc))))
            .vpcEndpoints()
            .stream()
            .filter(endpoint -> "available".equalsIgnoreCase(endpoint.stateAsString()))
            .map(VpcEndpoint::serviceName)
            .toList();
    return List.of("ssm", "ssmmessages").stream()
        .filter(
            service ->
                available.stream().noneMatch(name -> name.endsWith("." + region + "." + service)))
        .toList();
  }

  private Finding egress(Region region, String vpc) {
    Subject subject = Subject.of(region, "security group");
    List<SecurityGroup> groups =
        aws.ec2()
            .raw(
                region,
                "DescribeSecurityGroups",
                ec2 ->
                    ec2.describeSecurityGroups(
                        r -> r.filters(filter("vpc-id", vpc), filter("group-name", "default"))))
            .securityGroups();
    boolean open =
        groups.stream()
            .flatMap(group -> group.ipPermissionsEgress().stream())
            .anyMatch(WayOut::allowsHttps);
    String id = groups.isEmpty() ? "default" : groups.get(0).groupId();
    return open
        ? subject.ok("%s, the default one, lets HTTPS out".formatted(id))
        : subject.failed(
            "%s, the default one of %s, lets no HTTPS out".formatted(id, vpc),
            "aws ec2 authorize-security-group-egress --region %s --group-id %s --protocol tcp --port 443 --cidr 0.0.0.0/0"
                .formatted(region, id));
  }
}
