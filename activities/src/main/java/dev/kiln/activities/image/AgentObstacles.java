package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Looks for what keeps an agent from Systems Manager, once, when it has not come online: before,
 * nobody needs to know. What the worker may not look at, it leaves out.
 */
final class AgentObstacles {
  private static final int HTTPS = 443;
  private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

  /** What an agent without a way to the internet needs in its VPC. */
  private static final List<String> ENDPOINTS = List.of("ssm", "ssmmessages");

  private final AwsCalls aws;
  private final Region region;

  AgentObstacles(AwsCalls aws, Region region) {
    this.aws = aws;
    this.region = region;
  }

  /**
   * What is lacking, each with what to do about it.
   *
   * @param withProfile whether the cloud wants an instance profile
   */
  List<String> of(InstanceId id, boolean withProfile) {
    return tried(() -> instance(id)).stream()
        .flatMap(
            instance ->
                Stream.of(
                        withProfile ? profile(instance) : Optional.<String>empty(),
                        tried(() -> groups(instance)).flatMap(found -> found),
                        tried(() -> way(instance)).flatMap(found -> found))
                    .flatMap(Optional::stream))
        .toList();
  }

  private static <T> Optional<T> tried(Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (ApplicationFailure | java.util.NoSuchElementException unseen) {
      return Optional.empty();
    }
  }

  private Instance instance(InstanceId id) {
    return aws
        .ec2()
        .call(
            region,
            "DescribeInstances",
            ec2 -> ec2.describeInstances(r -> r.instanceIds(id.value())))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> profile(Instance instance) {
    return instance.iamInstanceProfile() == null
        ? Optional.of(
            "it has no instance profile, so Systems Manager does not accept it: set builder.instance_profile")
        : Optional.empty();
  }

  private Optional<String> groups(Instance instance) {
    List<String> ids = instance.securityGroups().stream().map(GroupIdentifier::groupId).toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    boolean lets =
        aws
            .ec2()
            .call(
                region,
                "DescribeSecurityGroups",
                ec2 -> ec2.describeSecurityGroups(r -> r.groupIds(ids)))
            .securityGroups()
            .stream()
            .flatMap(group -> group.ipPermissionsEgress().stream())
            .anyMatch(AgentObstacles::letsHttpsOut);
    return lets
        ? Optional.empty()
        : Optional.of(
            "its security groups (%s) let no HTTPS out: add an outbound rule for port %d, or name others in builder.security_groups"
                .formatted(String.join(", ", ids), HTTPS));
  }

  private static boolean letsHttpsOut(IpPermission rule) {
    boolean all = "-1".equals(rule.ipProtocol());
    boolean port =
        "tcp".equals(rule.ipProtocol())
            && rule.fromPort() != null
            && rule.toPort() != null
            && rule.fromPort() <= HTTPS
            && HTTPS <= rule.toPort();
    return all || port;
  }

  private Optional<String> way(Instance instance) {
    Optional<Route> out =
        table(instance).stream()
            .flatMap(table -> table.routes().stream())
            .filter(AgentObstacles::leadsEverywhere)
            .findFirst();
    if (out.isEmpty()) {
      return endpoints(instance);
    }
    if (out.get().state() == RouteState.BLACKHOLE) {
      return Optional.of(
          "the default route of its subnet %s leads to something that is gone: repair it, or set builder.subnet"
              .formatted(instance.subnetId()));
    }
    String gateway = Optional.ofNullable(out.get().gatewayId()).orElse("");
    boolean needsAddress = gateway.startsWith("igw-") && instance.publicIpAddress() == null;
    return needsAddress
        ? Optional.of(
            "it has no public address, and its subnet %s has an internet gateway but no NAT gateway: set builder.public_ip to true, or builder.subnet to one with a NAT gateway or endpoints"
                .formatted(instance.subnetId()))
        : Optional.empty();
  }

  private static boolean leadsEverywhere(Route route) {
    return Stream.of(
            Optional.ofNullable(route.destinationCidrBlock()),
            Optional.ofNullable(route.destinationIpv6CidrBlock()))
        .flatMap(Optional::stream)
        .anyMatch(EVERYWHERE::contains);
  }

  /** The table of the subnet, or else the main one of its VPC. */
  private List<RouteTable> table(Instance instance) {
    List<RouteTable> own = tables(filter("association.subnet-id", instance.subnetId()));
    return own.isEmpty()
        ? tables(filter("vpc-id", instance.vpcId()), filter("association.main", "true"))
        : own;
  }

  private List<RouteTable> tables(Filter... filters) {
    return aws.ec2()
        .call(
            region, "DescribeRouteTables", ec2 -> ec2.describeRouteTables(r -> r.filters(filters)))
        .routeTables();
  }

  private Optional<String> endpoints(Instance instance) {
    List<String> there =
        aws
            .ec2()
            .call(
                region,
                "DescribeVpcEndpoints",
                ec2 -> ec2.describeVpcEndpoints(r -> r.filters(filter("vpc-id", instance.vpcId()))))
            .vpcEndpoints()
            .stream()
            .map(VpcEndpoint::serviceName)
            .toList();
    List<String> missing = new ArrayList<>(ENDPOINTS);
    missing.removeIf(service -> there.stream().anyMatch(name -> name.endsWith("." + service)));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "its subnet %s has no way to the internet, and its VPC %s no endpoint for %s: create them, or set builder.subnet to one with a NAT gateway"
                .formatted(instance.subnetId(), instance.vpcId(), String.join(" and ", missing)));
  }
}
