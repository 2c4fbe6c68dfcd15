package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DisableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeprecationResponse;
import software.amazon.awssdk.services.ec2.model.DisableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageDeregistrationProtectionResponse;
import software.amazon.awssdk.services.ec2.model.DisableImageRequest;
import software.amazon.awssdk.services.ec2.model.DisableImageResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageDeprecationRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeprecationResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageDeregistrationProtectionRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageDeregistrationProtectionResponse;
import software.amazon.awssdk.services.ec2.model.EnableImageRequest;
import software.amazon.awssdk.services.ec2.model.EnableImageResponse;

/** The states that an owner puts an image into: deprecated, protected, disabled. */
final class ImageStates {
  private static final String PROTECTED = "enabled-without-cooldown";
  private static final String PROTECTED_LONGER = "enabled-with-cooldown";
  static final String UNPROTECTED = "disabled";

  private final Datacenter datacenter;
  private final Store store;

  ImageStates(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  SdkPojo deprecate(Call call, EnableImageDeprecationRequest request) {
    StoredImage image = datacenter.ownImage(call, request.imageId());
    Instant at =
        Optional.ofNullable(request.deprecateAt())
            .orElseThrow(() -> AwsFailure.missing("DeprecateAt"));
    if (at.isBefore(datacenter.now())) {
      throw AwsFailure.invalidValue("The deprecation date '" + at + "' is in the past.");
    }
    store.put(image.withDeprecatedAt(Optional.of(at)));
    return EnableImageDeprecationResponse.builder().returnValue(true).build();
  }

  SdkPojo undeprecate(Call call, DisableImageDeprecationRequest request) {
    store.put(datacenter.ownImage(call, request.imageId()).withDeprecatedAt(Optional.empty()));
    return DisableImageDeprecationResponse.builder().returnValue(true).build();
  }

  SdkPojo protect(Call call, EnableImageDeregistrationProtectionRequest request) {
    String state = Boolean.TRUE.equals(request.withCooldown()) ? PROTECTED_LONGER : PROTECTED;
    protection(datacenter.ownImage(call, request.imageId()), state);
    return EnableImageDeregistrationProtectionResponse.builder().returnValue(state).build();
  }

  /** The cooldown ends at once here, not after a day. */
  SdkPojo unprotect(Call call, DisableImageDeregistrationProtectionRequest request) {
    protection(datacenter.ownImage(call, request.imageId()), UNPROTECTED);
    return DisableImageDeregistrationProtectionResponse.builder().returnValue(UNPROTECTED).build();
  }

  private void protection(StoredImage image, String state) {
    store.put(image.withBody(image.body().toBuilder().deregistrationProtection(state).build()));
  }

  /** Disabling removes all launch permissions, and enabling does not restore them. */
  SdkPojo disable(Call call, DisableImageRequest request) {
    StoredImage image = inState(datacenter.ownImage(call, request.imageId()), "available");
    store.put(image.with().life(Lifecycle.of("disabled")).permissions(List.of()).build());
    return DisableImageResponse.builder().returnValue(true).build();
  }

  SdkPojo enable(Call call, EnableImageRequest request) {
    StoredImage image = inState(datacenter.ownImage(call, request.imageId()), "disabled");
    store.put(image.withLife(Lifecycle.of("available")));
    return EnableImageResponse.builder().returnValue(true).build();
  }

  private StoredImage inState(StoredImage image, String expected) {
    String state = image.life().at(datacenter.now()).state();
    if (!state.equals(expected)) {
      throw AwsFailure.refused(
          "InvalidAMIID.Unavailable",
          "The image ID '%s' is %s, not %s".formatted(image.id(), state, expected));
    }
    return image;
  }
}
