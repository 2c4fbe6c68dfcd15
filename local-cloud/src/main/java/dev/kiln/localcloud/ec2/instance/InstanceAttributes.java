package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;

/** Single attributes of an instance, and the options of its metadata service. */
final class InstanceAttributes {
  private final Datacenter datacenter;

  InstanceAttributes(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  SdkPojo describe(Call call, DescribeInstanceAttributeRequest request) {
    StoredInstance found = find(call, request.instanceId());
    DescribeInstanceAttributeResponse.Builder reply =
        DescribeInstanceAttributeResponse.builder().instanceId(found.id());
    String attribute = Optional.ofNullable(request.attributeAsString()).orElse("");
    switch (attribute) {
      case "instanceType" -> reply.instanceType(v -> v.value(found.body().instanceTypeAsString()));
      case "userData" -> reply.userData(v -> v.value(found.userData().orElse(null)));
      case "disableApiTermination" ->
          reply.disableApiTermination(v -> v.value(!found.terminable()));
      case "disableApiStop" -> reply.disableApiStop(v -> v.value(false));
      case "instanceInitiatedShutdownBehavior" ->
          reply.instanceInitiatedShutdownBehavior(v -> v.value("stop"));
      case "rootDeviceName" -> reply.rootDeviceName(v -> v.value(found.body().rootDeviceName()));
      case "blockDeviceMapping" -> reply.blockDeviceMappings(found.body().blockDeviceMappings());
      case "groupSet" -> reply.groups(found.body().securityGroups());
      case "ebsOptimized" -> reply.ebsOptimized(v -> v.value(found.body().ebsOptimized()));
      case "enaSupport" -> reply.enaSupport(v -> v.value(found.body().enaSupport()));
      case "sourceDestCheck" -> reply.sourceDestCheck(v -> v.value(found.body().sourceDestCheck()));
      case "sriovNetSupport" -> reply.sriovNetSupport(v -> v.value("simple"));
      case "kernel" -> reply.kernelId(v -> v.value(null));
      case "ramdisk" -> reply.ramdiskId(v -> v.value(null));
      default ->
          throw AwsFailure.invalidValue(
              "Value (%s) for parameter attribute is invalid. Unknown attribute."
                  .formatted(attribute));
    }
    return reply.build();
  }

  SdkPojo modifyMetadata(Call call, ModifyInstanceMetadataOptionsRequest request) {
    StoredInstance found = find(call, request.instanceId());
    Integer hops = request.httpPutResponseHopLimit();
    if (hops != null && (hops < 1 || hops > 64)) {
      throw AwsFailure.invalidValue(
          "Value (%d) for parameter HttpPutResponseHopLimit is invalid. Valid values are 1 to 64."
              .formatted(hops));
    }
    InstanceMetadataOptionsResponse before = found.body().metadataOptions();
    InstanceMetadataOptionsResponse.Builder after = before.toBuilder().state("applied");
    Optional.ofNullable(request.httpTokensAsString()).ifPresent(after::httpTokens);
    Optional.ofNullable(request.httpEndpointAsString()).ifPresent(after::httpEndpoint);
    Optional.ofNullable(request.instanceMetadataTagsAsString())
        .ifPresent(after::instanceMetadataTags);
    Optional.ofNullable(hops).ifPresent(after::httpPutResponseHopLimit);
    InstanceMetadataOptionsResponse options = after.build();
    datacenter
        .store()
        .put(found.withBody(found.body().toBuilder().metadataOptions(options).build()));
    return ModifyInstanceMetadataOptionsResponse.builder()
        .instanceId(found.id())
        .instanceMetadataOptions(options)
        .build();
  }

  private StoredInstance find(Call call, @Nullable String id) {
    if (id == null) {
      throw AwsFailure.missing("InstanceId");
    }
    return datacenter.instance(call, id);
  }
}
