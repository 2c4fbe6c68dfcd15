package dev.kiln.localcloud.ec2.network;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The ways out of the default network: one route table for all subnets, and no endpoints. */
public final class RouteActions {
  private final Datacenter datacenter;

  public RouteActions(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeRouteTables", Action.of(DescribeRouteTablesRequest::builder, this::tables),
        "DescribeVpcEndpoints", Action.of(DescribeVpcEndpointsRequest::builder, this::endpoints));
  }

  private SdkPojo tables(Call call, DescribeRouteTablesRequest request) {
    Predicate<RouteTable> filters = Filters.of(request.filters(), RouteTable.builder());
    RouteTable main = main(call.place());
    request.routeTableIds().stream()
        .filter(id -> !id.equals(main.routeTableId()))
        .findFirst()
        .ifPresent(
            id -> {
              throw AwsFailure.refused(
                  "InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist");
            });
    return DescribeRouteTablesResponse.builder()
        .routeTables(List.of(main).stream().filter(filters).toList())
        .build();
  }

  private RouteTable main(Place place) {
    String id = Ids.of("rtb", place.toString());
    return RouteTable.builder()
        .routeTableId(id)
        .vpcId(Network.vpc(place).vpcId())
        .ownerId(place.account())
        .associations(
            RouteTableAssociation.builder()
                .main(true)
                .routeTableId(id)
                .routeTableAssociationId(Ids.of("rtbassoc", place.toString()))
                .associationState(state -> state.state("associated"))
                .build())
        .routes(routes(place))
        .propagatingVgws(List.of())
        .build();
  }

  private List<Route> routes(Place place) {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.builder()
            .destinationCidrBlock(Network.vpc(place).cidrBlock())
            .gatewayId("local")
            .origin("CreateRouteTable")
            .state("active")
            .build());
    if (!datacenter.conditions().hold(Condition.NO_SYSTEMS_MANAGER_ROUTE)) {
      routes.add(
          Route.builder()
              .destinationCidrBlock("0.0.0.0/0")
              .gatewayId(Ids.of("igw", place.toString()))
              .origin("CreateRoute")
              .state("active")
              .build());
    }
    return routes;
  }

  private SdkPojo endpoints(Call call, DescribeVpcEndpointsRequest request) {
    Filters.of(request.filters(), VpcEndpoint.builder());
    return DescribeVpcEndpointsResponse.builder().vpcEndpoints(List.of()).build();
  }
}
