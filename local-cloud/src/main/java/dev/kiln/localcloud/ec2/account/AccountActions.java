package dev.kiln.localcloud.ec2.account;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.RegionSettings;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.Regions;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.DisableEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.DisableEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.DisableImageBlockPublicAccessRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageBlockPublicAccessResponse;
import software.amazon.awssdk.services.ec2.model.EnableEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.EnableEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageBlockPublicAccessRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageBlockPublicAccessResponse;
import software.amazon.awssdk.services.ec2.model.GetAllowedImagesSettingsRequest;
import software.amazon.awssdk.services.ec2.model.GetAllowedImagesSettingsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** The actions on regions, their zones, and an account's settings in them. */
public final class AccountActions {
  private final Datacenter datacenter;
  private final RegionSettings settings;

  public AccountActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.settings = new RegionSettings(datacenter);
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeRegions", Action.of(DescribeRegionsRequest::builder, this::regions),
        "DescribeAvailabilityZones",
            Action.of(DescribeAvailabilityZonesRequest::builder, this::zones),
        "GetImageBlockPublicAccessState",
            Action.of(GetImageBlockPublicAccessStateRequest::builder, this::publicAccess),
        "EnableImageBlockPublicAccess",
            Action.of(EnableImageBlockPublicAccessRequest::builder, this::block),
        "DisableImageBlockPublicAccess",
            Action.of(DisableImageBlockPublicAccessRequest::builder, this::unblock),
        "GetAllowedImagesSettings",
            Action.of(GetAllowedImagesSettingsRequest::builder, this::allowedImages),
        "GetEbsEncryptionByDefault",
            Action.of(GetEbsEncryptionByDefaultRequest::builder, this::encryption),
        "EnableEbsEncryptionByDefault",
            Action.of(EnableEbsEncryptionByDefaultRequest::builder, this::encrypt),
        "DisableEbsEncryptionByDefault",
            Action.of(DisableEbsEncryptionByDefaultRequest::builder, this::stopEncrypting),
        "GetEbsDefaultKmsKeyId",
            Action.of(GetEbsDefaultKmsKeyIdRequest::builder, this::encryptionKey));
  }

  private SdkPojo regions(Call call, DescribeRegionsRequest request) {
    Predicate<Region> filters = Filters.of(request.filters(), Region.builder());
    for (String name : request.regionNames()) {
      if (!Regions.exists(name)) {
        throw AwsFailure.invalidValue("Invalid region provided: '" + name + "'");
      }
    }
    List<Region> found =
        Regions.all().stream()
            .filter(name -> request.regionNames().isEmpty() || request.regionNames().contains(name))
            .map(
                name ->
                    Region.builder()
                        .regionName(name)
                        .endpoint("ec2." + name + ".amazonaws.com")
                        .optInStatus(isOptedOut(name) ? "not-opted-in" : "opt-in-not-required")
                        .build())
            .filter(filters)
            .filter(
                region ->
                    Boolean.TRUE.equals(request.allRegions()) || !isOptedOut(region.regionName()))
            .toList();
    return DescribeRegionsResponse.builder().regions(found).build();
  }

  private boolean isOptedOut(String region) {
    return datacenter.conditions().optedOut().contains(region);
  }

  private SdkPojo zones(Call call, DescribeAvailabilityZonesRequest request) {
    Predicate<AvailabilityZone> filters = Filters.of(request.filters(), AvailabilityZone.builder());
    Map<String, AvailabilityZone> zones = zones(call.place().region());
    for (String name : request.zoneNames()) {
      if (!zones.containsKey(name)) {
        throw AwsFailure.invalidValue("Invalid availability zone: [" + name + "]");
      }
    }
    boolean all = Boolean.TRUE.equals(request.allAvailabilityZones());
    List<AvailabilityZone> found =
        zones.values().stream()
            .filter(zone -> all || !"not-opted-in".equals(zone.optInStatusAsString()))
            .filter(
                zone ->
                    request.zoneNames().isEmpty() || request.zoneNames().contains(zone.zoneName()))
            .filter(filters)
            .toList();
    return DescribeAvailabilityZonesResponse.builder().availabilityZones(found).build();
  }

  private Map<String, AvailabilityZone> zones(String region) {
    Map<String, AvailabilityZone> zones = new LinkedHashMap<>();
    for (String name : Network.zones(region)) {
      zones.put(
          name,
          zone(region, name, "availability-zone")
              .zoneId(Network.zoneId(name))
              .groupName(region + "-zg-1")
              .networkBorderGroup(region)
              .optInStatus("opt-in-not-required")
              .build());
    }
    boolean in = datacenter.conditions().hold(Condition.LOCAL_ZONES);
    new TreeMap<>(Network.farZones(region))
        .forEach(
            (name, type) ->
                zones.put(
                    name,
                    zone(region, name, type)
                        .zoneId(name)
                        .groupName(name.replaceFirst("(-wlz-[0-9]+|[a-z])$", ""))
                        .networkBorderGroup(name.replaceFirst("(-wlz-[0-9]+|[a-z])$", ""))
                        .parentZoneName(region + "a")
                        .parentZoneId(Network.zoneId(region + "a"))
                        .optInStatus(in ? "opted-in" : "not-opted-in")
                        .build()));
    return zones;
  }

  private static AvailabilityZone.Builder zone(String region, String name, String type) {
    return AvailabilityZone.builder()
        .zoneName(name)
        .zoneType(type)
        .regionName(region)
        .state("available")
        .messages(List.of());
  }

  private SdkPojo publicAccess(Call call, GetImageBlockPublicAccessStateRequest request) {
    return GetImageBlockPublicAccessStateResponse.builder()
        .imageBlockPublicAccessState(settings.publicSharing(call.place()))
        .managedBy("account")
        .build();
  }

  private SdkPojo block(Call call, EnableImageBlockPublicAccessRequest request) {
    String state = Optional.ofNullable(request.imageBlockPublicAccessStateAsString()).orElse("");
    if (!state.equals(RegionSettings.BLOCKED)) {
      throw AwsFailure.invalidValue(
          "Invalid value '" + state + "' for ImageBlockPublicAccessState.");
    }
    return EnableImageBlockPublicAccessResponse.builder()
        .imageBlockPublicAccessState(
            settings.setPublicSharing(call.place(), RegionSettings.BLOCKED))
        .build();
  }

  private SdkPojo unblock(Call call, DisableImageBlockPublicAccessRequest request) {
    return DisableImageBlockPublicAccessResponse.builder()
        .imageBlockPublicAccessState(
            settings.setPublicSharing(call.place(), RegionSettings.UNBLOCKED))
        .build();
  }

  /** No call here restricts the images of an account. */
  private SdkPojo allowedImages(Call call, GetAllowedImagesSettingsRequest request) {
    return GetAllowedImagesSettingsResponse.builder()
        .state("disabled")
        .managedBy("account")
        .imageCriteria(List.of())
        .build();
  }

  private SdkPojo encryption(Call call, GetEbsEncryptionByDefaultRequest request) {
    return GetEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(settings.encryptsByDefault(call.place()))
        .build();
  }

  /** Nobody can set another here. */
  private SdkPojo encryptionKey(Call call, GetEbsDefaultKmsKeyIdRequest request) {
    return GetEbsDefaultKmsKeyIdResponse.builder().kmsKeyId("alias/aws/ebs").build();
  }

  private SdkPojo encrypt(Call call, EnableEbsEncryptionByDefaultRequest request) {
    return EnableEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(settings.setEncryptsByDefault(call.place(), true))
        .build();
  }

  private SdkPojo stopEncrypting(Call call, DisableEbsEncryptionByDefaultRequest request) {
    return DisableEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(settings.setEncryptsByDefault(call.place(), false))
        .build();
  }
}
