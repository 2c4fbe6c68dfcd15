package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The network of one launch: what the template says for the region, or else the worker's default.
 *
 * @param subnet absent means the default VPC
 * @param groups the IDs of the security groups; empty means the network's default group
 * @param publicIp absent means as the subnet says
 */
record LaunchNetwork(Optional<String> subnet, List<String> groups, Optional<Boolean> publicIp) {
  private static final String ID = "sg-";

  LaunchNetwork {
    groups = List.copyOf(groups);
  }

  /**
   * The network for a machine in a region. Names of groups are looked up, because a launch in a
   * subnet takes only IDs.
   */
  static LaunchNetwork of(
      AwsCalls aws, Region region, BuilderMachine machine, BuilderNetwork byDefault) {
    BuilderNetwork own = machine.network().orElse(BuilderNetwork.DEFAULT);
    Optional<String> subnet =
        machine.subnetIn(region).or(() -> Optional.ofNullable(byDefault.subnets().get(region)));
    List<String> named =
        own.groups(region).isEmpty() ? byDefault.groups(region) : own.groups(region);
    return new LaunchNetwork(
        subnet, ids(aws, region, subnet, named), own.publicIp().or(byDefault::publicIp));
  }

  /** Adds it to a launch. Only a description of the interface can ask for a public address. */
  void describe(RunInstancesRequest.Builder run) {
    if (publicIp.isEmpty()) {
      subnet.ifPresent(run::subnetId);
      if (!groups.isEmpty()) {
        run.securityGroupIds(groups);
      }
      return;
    }
    InstanceNetworkInterfaceSpecification.Builder face =
        InstanceNetworkInterfaceSpecification.builder()
            .deviceIndex(0)
            .associatePublicIpAddress(publicIp.get())
            .deleteOnTermination(true);
    subnet.ifPresent(face::subnetId);
    if (!groups.isEmpty()) {
      face.groups(groups);
    }
    run.networkInterfaces(face.build());
  }

  private static List<String> ids(
      AwsCalls aws, Region region, Optional<String> subnet, List<String> named) {
    List<String> names = named.stream().filter(one -> !one.startsWith(ID)).toList();
    if (names.isEmpty()) {
      return named;
    }
    List<SecurityGroup> found = groups(aws, region, names, vpc(aws, region, subnet));
    List<String> ids = new ArrayList<>();
    for (String one : named) {
      ids.add(one.startsWith(ID) ? one : id(region, one, found));
    }
    return ids;
  }

  private static String id(Region region, String name, List<SecurityGroup> found) {
    return found.stream()
        .filter(group -> name.equals(group.groupName()))
        .map(SecurityGroup::groupId)
        .findFirst()
        .orElseThrow(() -> unknown(region, name));
  }

  private static ApplicationFailure unknown(Region region, String name) {
    return FailureType.INVALID_REQUEST.failure(
        "cannot launch a builder in %s: the builder's VPC has no security group '%s'; correct builder.security_groups, or name the groups of each region"
            .formatted(region, name));
  }

  private static List<SecurityGroup> groups(
      AwsCalls aws, Region region, List<String> names, Filter vpc) {
    DescribeSecurityGroupsRequest request =
        DescribeSecurityGroupsRequest.builder()
            .filters(Ec2Images.filter("group-name", names.toArray(String[]::new)), vpc)
            .build();
    return aws.ec2()
        .call(region, "DescribeSecurityGroups", ec2 -> ec2.describeSecurityGroups(request))
        .securityGroups();
  }

  /** Names are unique only inside a VPC. */
  private static Filter vpc(AwsCalls aws, Region region, Optional<String> subnet) {
    List<String> vpcs =
        subnet.isPresent()
            ? aws
                .ec2()
                .call(
                    region,
                    "DescribeSubnets",
                    ec2 -> ec2.describeSubnets(r -> r.subnetIds(subnet.get())))
                .subnets()
                .stream()
                .map(found -> found.vpcId())
                .toList()
            : aws
                .ec2()
                .call(
                    region,
                    "DescribeVpcs",
                    ec2 -> ec2.describeVpcs(r -> r.filters(Ec2Images.filter("is-default", "true"))))
                .vpcs()
                .stream()
                .map(found -> found.vpcId())
                .toList();
    if (vpcs.isEmpty()) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot launch a builder in %s: the account has no default VPC; set builder.subnet in the template"
              .formatted(region));
    }
    return Ec2Images.filter("vpc-id", vpcs.toArray(String[]::new));
  }
}
