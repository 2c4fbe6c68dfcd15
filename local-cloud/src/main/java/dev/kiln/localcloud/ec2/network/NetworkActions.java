package dev.kiln.localcloud.ec2.network;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Conditions;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The actions on the default network. */
public final class NetworkActions {
  private final Conditions conditions;
  private final Tags tags;

  public NetworkActions(Datacenter datacenter) {
    this.conditions = datacenter.conditions();
    this.tags = new Tags(datacenter.store());
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeVpcs", Action.of(DescribeVpcsRequest::builder, this::vpcs),
        "DescribeSubnets", Action.of(DescribeSubnetsRequest::builder, this::subnets));
  }

  private SdkPojo vpcs(Call call, DescribeVpcsRequest request) {
    Predicate<Vpc> filters = Filters.of(request.filters(), Vpc.builder());
    Vpc vpc = Network.vpc(call.place(), conditions);
    List<Vpc> all = List.of(vpc.toBuilder().tags(tags.of(call.place(), vpc.vpcId())).build());
    List<Vpc> found = Kind.VPC.choose(all, Vpc::vpcId, request.vpcIds());
    return DescribeVpcsResponse.builder().vpcs(found.stream().filter(filters).toList()).build();
  }

  private SdkPojo subnets(Call call, DescribeSubnetsRequest request) {
    Predicate<Subnet> filters = Filters.of(request.filters(), Subnet.builder());
    List<Subnet> all =
        Network.subnets(call.place(), conditions).stream()
            .map(one -> one.toBuilder().tags(tags.of(call.place(), one.subnetId())).build())
            .toList();
    List<Subnet> found = Kind.SUBNET.choose(all, Subnet::subnetId, request.subnetIds());
    return DescribeSubnetsResponse.builder()
        .subnets(found.stream().filter(filters).toList())
        .build();
  }
}
