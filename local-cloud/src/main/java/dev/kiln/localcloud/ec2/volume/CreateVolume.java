package dev.kiln.localcloud.ec2.volume;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.datacenter.Tokens;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** CreateVolume: an empty volume, or one of a snapshot; nothing here attaches it. */
final class CreateVolume {
  private static final Set<String> TAGGED = Set.of("volume");
  private static final int LARGEST = 16_384;

  private final Datacenter datacenter;
  private final Tags tags;
  private final Tokens tokens;

  CreateVolume(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
    this.tokens = new Tokens(datacenter.store());
  }

  SdkPojo answer(Call call, CreateVolumeRequest request) {
    Optional<StoredVolume> earlier =
        tokens
            .earlier(call)
            .flatMap(ids -> datacenter.store().find(StoredVolume.class, ids.get(0)));
    Volume volume = earlier.map(StoredVolume::body).orElseGet(() -> make(call, request));
    return CreateVolumeResponse.builder()
        .volumeId(volume.volumeId())
        .snapshotId(volume.snapshotId() == null ? "" : volume.snapshotId())
        .size(volume.size())
        .volumeType(volume.volumeTypeAsString())
        .encrypted(volume.encrypted())
        .kmsKeyId(volume.kmsKeyId())
        .availabilityZone(volume.availabilityZone())
        .createTime(volume.createTime())
        .state("creating")
        .tags(tags.of(call.place(), volume.volumeId()))
        .build();
  }

  private Volume make(Call call, CreateVolumeRequest request) {
    String zone = Optional.ofNullable(request.availabilityZone()).orElse("");
    if (!Network.zones(call.place().region()).contains(zone)) {
      throw new AwsFailure(400, "InvalidZone.NotFound", "The zone '" + zone + "' does not exist.");
    }
    Optional<StoredSnapshot> snapshot =
        Optional.ofNullable(request.snapshotId()).map(id -> datacenter.snapshot(call, id));
    Volume volume =
        Volume.builder()
            .volumeId(Ids.random("vol"))
            .snapshotId(request.snapshotId())
            .size(size(request, snapshot))
            .volumeType(Optional.ofNullable(request.volumeTypeAsString()).orElse("gp2"))
            .encrypted(
                Boolean.TRUE.equals(request.encrypted())
                    || snapshot
                        .filter(one -> Boolean.TRUE.equals(one.body().encrypted()))
                        .isPresent())
            .kmsKeyId(request.kmsKeyId())
            .availabilityZone(zone)
            .createTime(datacenter.now())
            .build();
    datacenter.store().put(new StoredVolume(call.place(), volume, "", false, datacenter.now()));
    tags.give(call, volume.volumeId(), request.tagSpecifications(), "volume", TAGGED);
    tokens.remember(call, List.of(volume.volumeId()));
    return volume;
  }

  private static int size(CreateVolumeRequest request, Optional<StoredSnapshot> snapshot) {
    Optional<Integer> least = snapshot.map(one -> one.body().volumeSize());
    Integer asked = request.size();
    if (asked == null) {
      return least.orElseThrow(() -> AwsFailure.missing("size/snapshot"));
    }
    if (asked < 1 || asked > LARGEST || asked < least.orElse(1)) {
      throw AwsFailure.invalidValue(
          "The volume size is invalid for a volume: %d GiB. It must be between %d and %d."
              .formatted(asked, least.orElse(1), LARGEST));
    }
    return asked;
  }
}
