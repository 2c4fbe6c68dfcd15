package dev.kiln.activities.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The way from a subnet to the internet.
 *
 * @param leads whether there is one, as far as the route table shows
 * @param text in words
 */
record WayOut(boolean leads, String text) {
  private static final int HTTPS = 443;

  static WayOut of(Subnet subnet, List<RouteTable> tables) {
    Optional<Route> route =
        table(subnet, tables).stream()
            .flatMap(table -> table.routes().stream())
            .filter(one -> "0.0.0.0/0".equals(one.destinationCidrBlock()))
            .findFirst();
    if (route.isEmpty()) {
      return new WayOut(false, "no route to the internet");
    }
    if ("blackhole".equals(route.get().stateAsString())) {
      return new WayOut(false, "its route to the internet leads nowhere: " + target(route.get()));
    }
    String target = target(route.get());
    if (!target.startsWith("igw-")) {
      return new WayOut(true, "a route through " + target);
    }
    return Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())
        ? new WayOut(true, "a route through " + target + ", with public addresses")
        : new WayOut(false, "a route through " + target + ", but instances get no public address");
  }

  /** The subnet's own table, else the main one. */
  private static Optional<RouteTable> table(Subnet subnet, List<RouteTable> tables) {
    Stream<RouteTable> own =
        tables.stream()
            .filter(
                table ->
                    table.associations().stream()
                        .anyMatch(one -> subnet.subnetId().equals(one.subnetId())));
    Stream<RouteTable> main =
        tables.stream()
            .filter(
                table ->
                    table.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main())));
    return Stream.concat(own, main).findFirst();
  }

  private static String target(Route route) {
    return Stream.of(
            route.gatewayId(),
            route.natGatewayId(),
            route.transitGatewayId(),
            route.networkInterfaceId(),
            route.instanceId(),
            route.vpcPeeringConnectionId())
        .flatMap(id -> Optional.ofNullable(id).stream())
        .findFirst()
        .orElse("an unknown target");
  }

  /** Whether a rule lets HTTPS out; a narrow range may be that of endpoints. */
  static boolean allowsHttps(IpPermission rule) {
    boolean all = "-1".equals(rule.ipProtocol());
    boolean tcp =
        "tcp".equals(rule.ipProtocol())
            && Optional.ofNullable(rule.fromPort()).orElse(0) <= HTTPS
            && Optional.ofNullable(rule.toPort()).orElse(0) >= HTTPS;
    return all || tcp;
  }
}
