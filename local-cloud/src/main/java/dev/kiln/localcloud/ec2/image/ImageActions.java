package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.ec2.snapshot.SnapshotActions;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotReturnCode;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
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

/** The later life of an image: deprecated, disabled, protected, deregistered. */
public final class ImageActions {
  private static final String PROTECTED = "enabled-without-cooldown";
  private static final String PROTECTED_LONGER = "enabled-with-cooldown";
  private static final String UNPROTECTED = "disabled";

  private final Datacenter datacenter;
  private final Store store;

  public ImageActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  public Map<String, Action> all() {
    return Map.of(
        "DeregisterImage", Action.of(DeregisterImageRequest::builder, this::deregister),
        "EnableImageDeprecation",
            Action.of(EnableImageDeprecationRequest::builder, this::deprecate),
        "DisableImageDeprecation",
            Action.of(DisableImageDeprecationRequest::builder, this::undeprecate),
        "EnableImageDeregistrationProtection",
            Action.of(EnableImageDeregistrationProtectionRequest::builder, this::protect),
        "DisableImageDeregistrationProtection",
            Action.of(DisableImageDeregistrationProtectionRequest::builder, this::unprotect),
        "DisableImage", Action.of(DisableImageRequest::builder, this::disable),
        "EnableImage", Action.of(EnableImageRequest::builder, this::enable));
  }

  private SdkPojo deregister(Call call, DeregisterImageRequest request) {
    StoredImage image = own(call, request.imageId());
    if (!UNPROTECTED.equals(image.body().deregistrationProtection())) {
      throw AwsFailure.refused(
          "OperationNotPermitted",
          "The image '%s' has deregistration protection enabled; disable it first."
              .formatted(image.id()));
    }
    List<String> snapshots = Datacenter.snapshots(image).toList();
    new RecycleBin(datacenter).delete(image);
    List<DeleteSnapshotReturnCode> results =
        Boolean.TRUE.equals(request.deleteAssociatedSnapshots())
            ? snapshots.stream().map(this::deleted).toList()
            : List.of();
    return DeregisterImageResponse.builder()
        .returnValue(true)
        .deleteSnapshotResults(results)
        .build();
  }

  private DeleteSnapshotReturnCode deleted(String id) {
    boolean used = !datacenter.holders(id).isEmpty();
    if (!used) {
      store.find(StoredSnapshot.class, id).ifPresent(new SnapshotActions(datacenter)::forget);
    }
    return DeleteSnapshotReturnCode.builder()
        .snapshotId(id)
        .returnCode(used ? "skipped" : "success")
        .build();
  }

  private SdkPojo deprecate(Call call, EnableImageDeprecationRequest request) {
    StoredImage image = own(call, request.imageId());
    Instant at =
        Optional.ofNullable(request.deprecateAt())
            .orElseThrow(() -> AwsFailure.missing("DeprecateAt"));
    if (at.isBefore(datacenter.now())) {
      throw AwsFailure.invalidValue("The deprecation date '" + at + "' is in the past.");
    }
    store.put(image.withDeprecation(Optional.of(at)));
    return EnableImageDeprecationResponse.builder().returnValue(true).build();
  }

  private SdkPojo undeprecate(Call call, DisableImageDeprecationRequest request) {
    store.put(own(call, request.imageId()).withDeprecation(Optional.empty()));
    return DisableImageDeprecationResponse.builder().returnValue(true).build();
  }

  private SdkPojo protect(Call call, EnableImageDeregistrationProtectionRequest request) {
    String state = Boolean.TRUE.equals(request.withCooldown()) ? PROTECTED_LONGER : PROTECTED;
    protection(own(call, request.imageId()), state);
    return EnableImageDeregistrationProtectionResponse.builder().returnValue(state).build();
  }

  /** The cooldown of a day is over at once here: nobody rehearses that long. */
  private SdkPojo unprotect(Call call, DisableImageDeregistrationProtectionRequest request) {
    protection(own(call, request.imageId()), UNPROTECTED);
    return DisableImageDeregistrationProtectionResponse.builder().returnValue(UNPROTECTED).build();
  }

  private void protection(StoredImage image, String state) {
    store.put(image.with(image.body().toBuilder().deregistrationProtection(state).build()));
  }

  /** Disabling takes all launch permissions away, and enabling does not give them back. */
  private SdkPojo disable(Call call, DisableImageRequest request) {
    StoredImage image = inState(own(call, request.imageId()), "available");
    store.put(image.with(Lifecycle.of("disabled")).withPermissions(new ArrayList<>()));
    return DisableImageResponse.builder().returnValue(true).build();
  }

  private SdkPojo enable(Call call, EnableImageRequest request) {
    StoredImage image = inState(own(call, request.imageId()), "disabled");
    store.put(image.with(Lifecycle.of("available")));
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

  private StoredImage own(Call call, @Nullable String id) {
    if (id == null) {
      throw AwsFailure.missing("ImageId");
    }
    return datacenter.ownImage(call, id);
  }
}
