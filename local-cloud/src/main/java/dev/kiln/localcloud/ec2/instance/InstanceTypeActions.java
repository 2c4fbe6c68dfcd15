package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** The actions on instance types: facts, offerings and spot prices. */
public final class InstanceTypeActions {
  /** Dollars for a vCPU and hour: the order of magnitude, not a quotation. */
  private static final double SPOT_DOLLARS = 0.015;

  private final Datacenter datacenter;

  public InstanceTypeActions(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeInstanceTypes", Action.of(DescribeInstanceTypesRequest::builder, this::types),
        "DescribeInstanceTypeOfferings",
            Action.of(DescribeInstanceTypeOfferingsRequest::builder, this::offerings),
        "DescribeSpotPriceHistory",
            Action.of(DescribeSpotPriceHistoryRequest::builder, this::spot));
  }

  private SdkPojo types(Call call, DescribeInstanceTypesRequest request) {
    Predicate<InstanceTypeInfo> filters = Filters.of(request.filters(), InstanceTypeInfo.builder());
    List<String> asked = request.instanceTypesAsStrings();
    List<InstanceTypeInfo> found =
        chosen(asked).map(InstanceTypeActions::info).filter(filters).toList();
    Page<InstanceTypeInfo> page =
        Page.of(
            found,
            InstanceTypeInfo::instanceTypeAsString,
            request.maxResults(),
            request.nextToken());
    return DescribeInstanceTypesResponse.builder()
        .instanceTypes(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static Stream<InstanceTypes.Facts> chosen(List<String> names) {
    if (names.isEmpty()) {
      return InstanceTypes.all().stream();
    }
    return names.stream()
        .map(
            name ->
                InstanceTypes.find(name)
                    .orElseThrow(
                        () ->
                            AwsFailure.refused(
                                "InvalidInstanceType",
                                "The following supplied instance types do not exist: [%s]"
                                    .formatted(name))));
  }

  private static InstanceTypeInfo info(InstanceTypes.Facts facts) {
    return InstanceTypeInfo.builder()
        .instanceType(facts.name())
        .currentGeneration(!facts.name().startsWith("t2."))
        .freeTierEligible(facts.name().equals("t3.micro"))
        .supportedUsageClassesWithStrings("on-demand", "spot")
        .supportedRootDeviceTypesWithStrings("ebs")
        .supportedVirtualizationTypesWithStrings("hvm")
        .bareMetal(false)
        .hypervisor("nitro")
        .processorInfo(p -> p.supportedArchitecturesWithStrings(facts.architecture()))
        .vCpuInfo(v -> v.defaultVCpus(facts.vcpus()))
        .memoryInfo(m -> m.sizeInMiB((long) facts.memoryMib()))
        .instanceStorageSupported(false)
        .burstablePerformanceSupported(facts.burstable())
        .build();
  }

  private SdkPojo offerings(Call call, DescribeInstanceTypeOfferingsRequest request) {
    Predicate<InstanceTypeOffering> filters =
        Filters.of(request.filters(), InstanceTypeOffering.builder());
    String kind = Optional.ofNullable(request.locationTypeAsString()).orElse("region");
    String region = call.place().region();
    List<String> places =
        switch (kind) {
          case "region" -> List.of(region);
          case "availability-zone" -> Network.zones(region);
          case "availability-zone-id" ->
              Network.zones(region).stream().map(Network::zoneId).toList();
          default -> throw AwsFailure.invalidValue("Invalid location type: " + kind);
        };
    List<InstanceTypeOffering> found =
        InstanceTypes.all().stream()
            .flatMap(
                type ->
                    places.stream()
                        .map(
                            place ->
                                InstanceTypeOffering.builder()
                                    .instanceType(type.name())
                                    .locationType(kind)
                                    .location(place)
                                    .build()))
            .filter(filters)
            .toList();
    Page<InstanceTypeOffering> page =
        Page.of(
            found,
            one -> one.instanceTypeAsString() + "/" + one.location(),
            request.maxResults(),
            request.nextToken());
    return DescribeInstanceTypeOfferingsResponse.builder()
        .instanceTypeOfferings(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo spot(Call call, DescribeSpotPriceHistoryRequest request) {
    Predicate<SpotPrice> filters = Filters.of(request.filters(), SpotPrice.builder());
    List<SpotPrice> found =
        chosen(request.instanceTypesAsStrings())
            .flatMap(
                type ->
                    Network.zones(call.place().region()).stream().map(zone -> price(type, zone)))
            .filter(
                price ->
                    request.availabilityZone() == null
                        || request.availabilityZone().equals(price.availabilityZone()))
            .filter(filters)
            .toList();
    Page<SpotPrice> page =
        Page.of(
            found,
            one -> one.instanceTypeAsString() + "/" + one.availabilityZone(),
            request.maxResults(),
            request.nextToken());
    return DescribeSpotPriceHistoryResponse.builder()
        .spotPriceHistory(page.items())
        .nextToken(page.next().orElse(""))
        .build();
  }

  private SpotPrice price(InstanceTypes.Facts type, String zone) {
    return SpotPrice.builder()
        .instanceType(type.name())
        .availabilityZone(zone)
        .productDescription("Linux/UNIX")
        .spotPrice(String.format(Locale.ROOT, "%.6f", type.vcpus() * SPOT_DOLLARS))
        .timestamp(datacenter.now().truncatedTo(ChronoUnit.HOURS))
        .build();
  }
}
