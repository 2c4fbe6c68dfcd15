package dev.kiln.activities.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;

final class WayOutTest {
  private static final Subnet PUBLIC =
      Subnet.builder().subnetId("subnet-1").mapPublicIpOnLaunch(true).build();
  private static final Subnet PRIVATE =
      Subnet.builder().subnetId("subnet-2").mapPublicIpOnLaunch(false).build();

  private static RouteTable main(Consumer<Route.Builder> route) {
    return table(RouteTableAssociation.builder().main(true).build(), route);
  }

  private static RouteTable table(
      RouteTableAssociation association, Consumer<Route.Builder> route) {
    Route.Builder everywhere = Route.builder().destinationCidrBlock("0.0.0.0/0").state("active");
    route.accept(everywhere);
    return RouteTable.builder().associations(association).routes(everywhere.build()).build();
  }

  @Test
  void anInternetGatewayNeedsPublicAddresses() {
    List<RouteTable> tables = List.of(main(r -> r.gatewayId("igw-1")));

    assertThat(WayOut.of(PUBLIC, tables).leads()).isTrue();
    assertThat(WayOut.of(PRIVATE, tables))
        .isEqualTo(new WayOut(false, "a route through igw-1, but instances get no public address"));
  }

  @Test
  void aNatGatewayNeedsNone() {
    assertThat(WayOut.of(PRIVATE, List.of(main(r -> r.natGatewayId("nat-1")))))
        .isEqualTo(new WayOut(true, "a route through nat-1"));
  }

  @Test
  void theSubnetsOwnTableCounts() {
    RouteTable own =
        table(
            RouteTableAssociation.builder().main(false).subnetId("subnet-2").build(),
            r -> r.transitGatewayId("tgw-1"));

    assertThat(WayOut.of(PRIVATE, List.of(main(r -> r.gatewayId("igw-1")), own)).text())
        .isEqualTo("a route through tgw-1");
  }

  @Test
  void aRouteToWhatIsGoneLeadsNowhere() {
    assertThat(
            WayOut.of(PUBLIC, List.of(main(r -> r.natGatewayId("nat-1").state("blackhole"))))
                .leads())
        .isFalse();
    assertThat(WayOut.of(PUBLIC, List.of()))
        .isEqualTo(new WayOut(false, "no route to the internet"));
  }

  @Test
  void httpsIsLetOutByARuleForAllOrForItsPort() {
    IpPermission.Builder tcp = IpPermission.builder().ipProtocol("tcp");

    assertThat(WayOut.allowsHttps(IpPermission.builder().ipProtocol("-1").build())).isTrue();
    assertThat(WayOut.allowsHttps(tcp.fromPort(443).toPort(443).build())).isTrue();
    assertThat(WayOut.allowsHttps(tcp.fromPort(1).toPort(1024).build())).isTrue();
    assertThat(WayOut.allowsHttps(tcp.fromPort(80).toPort(80).build())).isFalse();
    assertThat(
            WayOut.allowsHttps(
                IpPermission.builder().ipProtocol("udp").fromPort(443).toPort(443).build()))
        .isFalse();
  }
}
