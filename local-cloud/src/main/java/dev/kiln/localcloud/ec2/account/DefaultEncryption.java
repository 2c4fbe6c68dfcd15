package dev.kiln.localcloud.ec2.account;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.ec2.image.LaunchPermissions;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.StoredRegion;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DisableEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.DisableEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.EnableEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.EnableEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;

/** An account's switch in a region that encrypts what nobody asked to encrypt: here, copies. */
public final class DefaultEncryption {
  private final Datacenter datacenter;

  public DefaultEncryption(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  public Map<String, Action> all() {
    return Map.of(
        "GetEbsEncryptionByDefault",
            Action.of(GetEbsEncryptionByDefaultRequest::builder, this::get),
        "EnableEbsEncryptionByDefault",
            Action.of(EnableEbsEncryptionByDefaultRequest::builder, this::enable),
        "DisableEbsEncryptionByDefault",
            Action.of(DisableEbsEncryptionByDefaultRequest::builder, this::disable));
  }

  /** Whether it is on. */
  public boolean isOn(Place place) {
    return datacenter
        .store()
        .find(StoredRegion.class, place.toString())
        .flatMap(StoredRegion::encrypting)
        .orElse(false);
  }

  private SdkPojo get(Call call, GetEbsEncryptionByDefaultRequest request) {
    return GetEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(isOn(call.place()))
        .build();
  }

  private SdkPojo enable(Call call, EnableEbsEncryptionByDefaultRequest request) {
    return EnableEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(set(call.place(), true))
        .build();
  }

  private SdkPojo disable(Call call, DisableEbsEncryptionByDefaultRequest request) {
    return DisableEbsEncryptionByDefaultResponse.builder()
        .ebsEncryptionByDefault(set(call.place(), false))
        .build();
  }

  private boolean set(Place place, boolean on) {
    String publicSharing = new LaunchPermissions(datacenter).publicSharing(place);
    datacenter.store().put(new StoredRegion(place, publicSharing, Optional.of(on)));
    return on;
  }
}
