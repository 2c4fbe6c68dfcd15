package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.state.Place;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * The default network of an account in a region: one VPC, and in each of three zones a subnet. Its
 * ids follow from the place, so nothing is stored.
 */
public final class Network {
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final IpPermission EVERYWHERE =
      IpPermission.builder()
          .ipProtocol("-1")
          .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
          .build();

  private Network() {}

  public static List<String> zones(String region) {
    return ZONES.stream().map(letter -> region + letter).toList();
  }

  public static Vpc vpc(Place place) {
    return Vpc.builder()
        .vpcId(Ids.of("vpc", place.toString()))
        .ownerId(place.account())
        .cidrBlock("172.31.0.0/16")
        .dhcpOptionsId(Ids.of("dopt", place.toString()))
        .instanceTenancy("default")
        .isDefault(true)
        .state("available")
        .build();
  }

  public static List<Subnet> subnets(Place place) {
    return zones(place.region()).stream().map(zone -> subnet(place, zone)).toList();
  }

  /** The subnets as the conditions leave them. */
  public static List<Subnet> subnets(Place place, Conditions conditions) {
    boolean addressed = !conditions.hold(Condition.NO_PUBLIC_ADDRESS);
    boolean standard = !conditions.hold(Condition.NO_DEFAULT_VPC);
    return subnets(place).stream()
        .skip(conditions.hold(Condition.NO_DEFAULT_SUBNET) ? 1 : 0)
        .map(one -> one.toBuilder().mapPublicIpOnLaunch(addressed).defaultForAz(standard).build())
        .toList();
  }

  /** The VPC as the conditions leave it. */
  public static Vpc vpc(Place place, Conditions conditions) {
    return vpc(place).toBuilder().isDefault(!conditions.hold(Condition.NO_DEFAULT_VPC)).build();
  }

  /** The zones outside of the region's own sites, by their type; not every region has any. */
  public static Map<String, String> farZones(String region) {
    return region.equals("us-east-1")
        ? Map.of("us-east-1-bos-1a", "local-zone", "us-east-1-wl1-bos-wlz-1", "wavelength-zone")
        : region.equals("us-west-2") ? Map.of("us-west-2-lax-1a", "local-zone") : Map.of();
  }

  private static Subnet subnet(Place place, String zone) {
    String id = Ids.of("subnet", place + "/" + zone);
    return Subnet.builder()
        .subnetId(id)
        .subnetArn("arn:aws:ec2:%s:%s:subnet/%s".formatted(place.region(), place.account(), id))
        .vpcId(vpc(place).vpcId())
        .ownerId(place.account())
        .availabilityZone(zone)
        .availabilityZoneId(zoneId(zone))
        .cidrBlock("172.31.%d.0/20".formatted((zone.charAt(zone.length() - 1) - 'a') * 16))
        .availableIpAddressCount(4091)
        .defaultForAz(true)
        .mapPublicIpOnLaunch(true)
        .assignIpv6AddressOnCreation(false)
        .state("available")
        .build();
  }

  /** Such as {@code use1-az1}. */
  public static String zoneId(String zone) {
    String[] words = zone.split("-", -1);
    String last = words[words.length - 1];
    StringBuilder id = new StringBuilder(words[0]);
    for (int i = 1; i < words.length - 1; i++) {
      id.append(words[i].charAt(0));
    }
    return id.append(last.charAt(0)).append("-az").append(last.charAt(1) - 'a' + 1).toString();
  }

  public static SecurityGroup defaultGroup(Place place) {
    String id = Ids.of("sg", place.toString());
    return SecurityGroup.builder()
        .groupId(id)
        .groupName("default")
        .description("default VPC security group")
        .ownerId(place.account())
        .vpcId(vpc(place).vpcId())
        .ipPermissionsEgress(EVERYWHERE)
        .securityGroupArn(
            "arn:aws:ec2:%s:%s:security-group/%s".formatted(place.region(), place.account(), id))
        .build();
  }
}
