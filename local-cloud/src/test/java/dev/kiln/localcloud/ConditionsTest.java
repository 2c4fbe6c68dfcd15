package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static dev.kiln.localcloud.Rehearsal.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.settings.Condition;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Accounts that lack something answer as AWS does. */
final class ConditionsTest {
  @AutoClose private Rehearsal to;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  private int agents() {
    return to.ssm.describeInstanceInformation().instanceInformationList().size();
  }

  @Test
  void noAgentReportsWithoutARouteToSystemsManager() {
    to.cloud.conditions().set(Set.of(Condition.NO_SYSTEMS_MANAGER_ROUTE));
    to.awaitInstance(to.launch(), "running");
    assertThat(agents()).isZero();

    to.cloud.conditions().reset();
    to.awaitInstance(to.launch(), "running");
    assertThat(agents()).isEqualTo(1);
  }

  @Test
  void onlyAPublicAddressReachesSystemsManagerFromASubnetThatGivesNone() {
    to.cloud.conditions().set(Set.of(Condition.NO_PUBLIC_ADDRESS));
    List<Subnet> subnets = to.ec2.describeSubnets().subnets();
    assertThat(subnets).isNotEmpty().noneMatch(Subnet::mapPublicIpOnLaunch);

    String hidden = to.launch();
    to.awaitInstance(hidden, "running");
    assertThat(to.instance(hidden).publicIpAddress()).isNull();
    assertThat(agents()).isZero();

    String shown =
        to.launch(
            r ->
                r.networkInterfaces(
                    InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .subnetId(subnets.get(0).subnetId())
                        .associatePublicIpAddress(true)
                        .build()));
    to.awaitInstance(shown, "running");
    assertThat(to.instance(shown).publicIpAddress()).isNotEmpty();
    assertThat(agents()).isEqualTo(1);
  }

  @Test
  void aZoneWithoutADefaultSubnetTakesNoInstance() {
    to.cloud.conditions().set(Set.of(Condition.NO_DEFAULT_SUBNET));
    String zone = Clients.REGION + "a";

    assertThat(error(() -> to.launch(r -> r.placement(p -> p.availabilityZone(zone)))))
        .isEqualTo("MissingInput/400");
    assertThat(message(() -> to.launch(r -> r.placement(p -> p.availabilityZone(zone)))))
        .isEqualTo("No default subnet for availability zone: '" + zone + "'.");
    assertThat(to.ec2.describeSubnets().subnets())
        .extracting(Subnet::availabilityZone)
        .doesNotContain(zone)
        .hasSize(2);
    assertThat(error(to::launch)).startsWith("no error");
    assertThat(error(() -> to.launch(r -> r.placement(p -> p.availabilityZone("us-east-1q")))))
        .isEqualTo("InvalidParameterValue/400");
  }

  @Test
  void anAccountWithoutADefaultVpcMustNameASubnet() {
    to.cloud.conditions().set(Set.of(Condition.NO_DEFAULT_VPC));

    assertThat(error(to::launch)).isEqualTo("VPCIdNotSpecified/400");
    assertThat(to.ec2.describeVpcs().vpcs()).noneMatch(vpc -> vpc.isDefault());
    String subnet = to.ec2.describeSubnets().subnets().get(0).subnetId();
    assertThat(error(() -> to.launch(r -> r.subnetId(subnet)))).startsWith("no error");
  }

  private List<String> zones(boolean all, String... types) {
    return to
        .clients
        .ec2("us-east-1", Clients.KEY)
        .describeAvailabilityZones(
            r -> {
              r.allAvailabilityZones(all);
              if (types.length > 0) {
                r.filters(Filter.builder().name("zone-type").values(types).build());
              }
            })
        .availabilityZones()
        .stream()
        .map(AvailabilityZone::zoneName)
        .toList();
  }

  @Test
  void localZonesAreListedOnceTheAccountHasOptedIn() {
    String local = "us-east-1-bos-1a";
    assertThat(zones(false)).hasSize(3);
    assertThat(zones(true)).contains(local, "us-east-1-wl1-bos-wlz-1").hasSize(5);
    assertThat(zones(true, "availability-zone")).hasSize(3);

    to.cloud.conditions().set(Set.of(Condition.LOCAL_ZONES));

    assertThat(zones(false)).contains(local).hasSize(5);
    assertThat(zones(false, "local-zone")).containsExactly(local);
    assertThat(zones(false, "availability-zone")).doesNotContain(local).hasSize(3);
  }

  @Test
  void aBaseIsPastItsDeprecationDate() {
    to.cloud.conditions().set(Set.of(Condition.DEPRECATED_BASES));
    String base = to.base();

    assertThat(Instant.parse(to.image(base).deprecationTime())).isBefore(Instant.now());
    assertThat(to.ec2.describeImages(r -> r.executableUsers("all")).images()).isEmpty();
    assertThat(
            to.ec2.describeImages(r -> r.executableUsers("all").includeDeprecated(true)).images())
        .isNotEmpty();
    assertThat(error(to::launch)).startsWith("no error");
  }

  @Test
  void conditionsAreSetAtTheControlEndpoint() throws Exception {
    String answer =
        control("{\"conditions\": [\"no-default-vpc\"], \"optedOut\": [\"eu-west-1\"]}");

    assertThat(answer).contains("no-default-vpc", "eu-west-1");
    assertThat(error(to::launch)).isEqualTo("VPCIdNotSpecified/400");
    assertThat(error(() -> to.clients.ec2("eu-west-1", Clients.KEY).describeImages()))
        .endsWith("/401");
    assertThat(control("{\"conditions\": [\"rain\"]}"))
        .contains("cannot read condition 'rain'", "no-public-address");
    assertThat(control("{\"conditions\": [], \"optedOut\": []}")).contains("[]");
    assertThat(error(to::launch)).startsWith("no error");
  }

  private String control(String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(to.cloud.endpoint().resolve("/_kiln/conditions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void conditionsAreSetAtTheStart() {
    assertThat(
            LocalCloudMain.settings(
                    List.of("--home", "x", "--conditions", "local-zones,no-public-address"))
                .conditions())
        .containsExactlyInAnyOrder(Condition.LOCAL_ZONES, Condition.NO_PUBLIC_ADDRESS);
    assertThatThrownBy(
            () -> LocalCloudMain.settings(List.of("--home", "x", "--conditions", "rain")))
        .hasMessageContaining("cannot read condition 'rain'");
  }
}
