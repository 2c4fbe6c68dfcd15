package dev.kiln.localcloud.ec2.network;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The network that surrounds an instance. */
public final class NetworkActions {
  private final Tags labels;

  public NetworkActions(Datacenter datacenter) {
    this.labels = new Tags(datacenter.store());
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeVpcs", Action.of(DescribeVpcsRequest::builder, this::vpcs),
        "DescribeSubnets", Action.of(DescribeSubnetsRequest::builder, this::subnets));
  }

  private SdkPojo vpcs(Call call, DescribeVpcsRequest request) {
    Predicate<Vpc> filters = Filters.of(request.filters(), Vpc.builder());
    Vpc vpc = Network.vpc(call.place());
    List<Vpc> all = List.of(vpc.toBuilder().tags(labels.of(call.place(), vpc.vpcId())).build());
    List<Vpc> found = asked(all, Vpc::vpcId, request.vpcIds(), Kind.VPC);
    return DescribeVpcsResponse.builder().vpcs(found.stream().filter(filters).toList()).build();
  }

  private SdkPojo subnets(Call call, DescribeSubnetsRequest request) {
    Predicate<Subnet> filters = Filters.of(request.filters(), Subnet.builder());
    List<Subnet> all =
        Network.subnets(call.place()).stream()
            .map(one -> one.toBuilder().tags(labels.of(call.place(), one.subnetId())).build())
            .toList();
    List<Subnet> found = asked(all, Subnet::subnetId, request.subnetIds(), Kind.SUBNET);
    return DescribeSubnetsResponse.builder()
        .subnets(found.stream().filter(filters).toList())
        .build();
  }

  /** Those of the ids, or all if none is given. */
  public static <T> List<T> asked(
      List<T> all, Function<T, String> id, List<String> ids, Kind kind) {
    for (String one : ids) {
      if (all.stream().noneMatch(found -> id.apply(found).equals(one))) {
        throw kind.notFound(one);
      }
    }
    return all.stream().filter(found -> ids.isEmpty() || ids.contains(id.apply(found))).toList();
  }
}
