package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ResetImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetImageAttributeResponse;

/** The attributes of an image that can be read and changed one at a time. */
final class ImageAttributes {
  private final Datacenter datacenter;
  private final Store store;

  ImageAttributes(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  SdkPojo describe(Call call, DescribeImageAttributeRequest request) {
    StoredImage image = datacenter.ownImage(call, request.imageId());
    String attribute = Optional.ofNullable(request.attributeAsString()).orElse("");
    var reply = DescribeImageAttributeResponse.builder().imageId(image.id());
    switch (attribute) {
      case "description" -> reply.description(value(image.body().description()));
      case "launchPermission" -> reply.launchPermissions(image.permissions());
      case "blockDeviceMapping" -> reply.blockDeviceMappings(image.body().blockDeviceMappings());
      case "bootMode" -> reply.bootMode(value(image.body().bootModeAsString()));
      case "imdsSupport" -> reply.imdsSupport(value(image.body().imdsSupportAsString()));
      case "lastLaunchedTime" -> reply.lastLaunchedTime(value(image.body().lastLaunchedTime()));
      case "sriovNetSupport" -> reply.sriovNetSupport(value(image.body().sriovNetSupport()));
      case "deregistrationProtection" ->
          reply.deregistrationProtection(value(image.body().deregistrationProtection()));
      case "kernel", "ramdisk", "tpmSupport", "uefiData" -> reply.productCodes(List.of());
      case "productCodes" -> reply.productCodes(image.body().productCodes());
      default -> throw AwsFailure.invalidValue("Invalid attribute: '" + attribute + "'");
    }
    return reply.build();
  }

  private static AttributeValue value(@Nullable String text) {
    return AttributeValue.builder().value(text).build();
  }

  SdkPojo modify(Call call, ModifyImageAttributeRequest request) {
    StoredImage image = datacenter.ownImage(call, request.imageId());
    String attribute = Optional.ofNullable(request.attribute()).orElse("");
    boolean described = request.description() != null || attribute.equals("description");
    boolean metadata = request.imdsSupport() != null || attribute.equals("imdsSupport");
    StoredImage changed;
    if (described) {
      changed = image.withBody(image.body().toBuilder().description(text(request)).build());
    } else if (metadata) {
      changed = image.withBody(image.body().toBuilder().imdsSupport(imds(request)).build());
    } else {
      changed = new ImageSharing(datacenter).changed(call, image, request);
    }
    store.put(changed);
    return ModifyImageAttributeResponse.builder().build();
  }

  private static String text(ModifyImageAttributeRequest request) {
    String inner = request.description() == null ? null : request.description().value();
    return Optional.ofNullable(inner).or(() -> Optional.ofNullable(request.value())).orElse("");
  }

  private static String imds(ModifyImageAttributeRequest request) {
    String inner = request.imdsSupport() == null ? null : request.imdsSupport().value();
    String version = inner == null ? request.value() : inner;
    if (!"v2.0".equals(version)) {
      throw AwsFailure.invalidValue("Invalid value '" + version + "' for ImdsSupport: only v2.0");
    }
    return "v2.0";
  }

  SdkPojo reset(Call call, ResetImageAttributeRequest request) {
    if (!"launchPermission".equals(request.attributeAsString())) {
      throw AwsFailure.invalidValue("Only launchPermission can be reset.");
    }
    store.put(datacenter.ownImage(call, request.imageId()).withPermissions(List.of()));
    return ResetImageAttributeResponse.builder().build();
  }
}
