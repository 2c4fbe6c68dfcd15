package dev.kiln.localcloud.ec2.account;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.RegionSettings;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.gateway.Regions;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return datacenter.settings().optedOut().contains(region);
  }

  private SdkPojo zones(Call call, DescribeAvailabilityZonesRequest request) {
    Predicate<AvailabilityZone> filters = Filters.of(request.filters(), AvailabilityZone.builder());
    String region = call.place().region();
    List<String> names = new ArrayList<>(request.zoneNames());
    names.removeAll(Network.zones(region));
    if (!names.isEmpty()) {
      throw AwsFailure.invalidValue("Invalid availability zone: [" + names.get(0) + "]");
    }
    List<AvailabilityZone> found =
        Network.zones(region).stream()
            .filter(name -> request.zoneNames().isEmpty() || request.zoneNames().contains(name))
            .map(
                name ->
                    AvailabilityZone.builder()
                        .zoneName(name)
                        .zoneId(Network.zoneId(name))
                        .zoneType("availability-zone")
                        .regionName(region)
                        .groupName(region + "-zg-1")
                        .networkBorderGroup(region)
                        .optInStatus("opt-in-not-required")
                        .state("available")
                        .messages(List.of())
                        .build())
            .filter(filters)
            .toList();
    return DescribeAvailabilityZonesResponse.builder().availabilityZones(found).build();
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
