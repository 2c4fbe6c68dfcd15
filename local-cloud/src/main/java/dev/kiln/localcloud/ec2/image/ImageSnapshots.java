package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredVolume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** The snapshots that CreateImage takes of an instance's volumes. */
final class ImageSnapshots {
  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;
  private final Call call;
  private final CreateImageRequest request;

  ImageSnapshots(Datacenter datacenter, Call call, CreateImageRequest request) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
    this.call = call;
    this.request = request;
  }

  /** Makes the snapshots, and returns the devices of the image that hold them. */
  List<BlockDeviceMapping> take(StoredInstance instance, String imageId) {
    List<BlockDeviceMapping> devices = new ArrayList<>();
    for (InstanceBlockDeviceMapping attached : instance.body().blockDeviceMappings()) {
      boolean left =
          request.blockDeviceMappings().stream()
              .filter(device -> device.noDevice() != null)
              .anyMatch(device -> attached.deviceName().equals(device.deviceName()));
      store
          .find(StoredVolume.class, attached.ebs().volumeId())
          .filter(found -> !left)
          .map(found -> snapshot(instance, imageId, found, attached.deviceName()))
          .ifPresent(devices::add);
    }
    return devices;
  }

  private BlockDeviceMapping snapshot(
      StoredInstance instance, String imageId, StoredVolume volume, String device) {
    boolean root = device.equals(instance.body().rootDeviceName());
    Snapshot body =
        Snapshot.builder()
            .snapshotId(Ids.random("snap"))
            .volumeId(volume.id())
            .volumeSize(volume.body().size())
            .ownerId(call.place().account())
            .startTime(datacenter.now())
            .encrypted(volume.body().encrypted())
            .kmsKeyId(volume.body().kmsKeyId())
            .storageTier("standard")
            .description("Created by CreateImage(%s) for %s".formatted(instance.id(), imageId))
            .build();
    StoredSnapshot snapshot =
        new StoredSnapshot(
            call.place(),
            body,
            life(root && CreateImage.isCaptured(call, instance)),
            datacenter.now(),
            root ? instance.layers() : List.of(),
            0,
            List.of());
    String id = store.put(snapshot).id();
    tags.give(call, id, request.tagSpecifications(), "snapshot", CreateImage.TAGGED);
    return device(device, id, volume);
  }

  /** A captured snapshot is completed once its content is captured, not at a planned time. */
  private Lifecycle life(boolean captured) {
    Lifecycle pending = Lifecycle.of("pending");
    Instant end = datacenter.now().plus(datacenter.settings().delays().image());
    if (call.stateFault(Fault.When.IMAGE_FAILS).isPresent()) {
      return pending.then(end, "error");
    }
    boolean open = captured || call.stateFault(Fault.When.PENDING_FOREVER).isPresent();
    return open ? pending : pending.then(end, "completed");
  }

  private static BlockDeviceMapping device(String name, String snapshot, StoredVolume volume) {
    return BlockDeviceMapping.builder()
        .deviceName(name)
        .ebs(
            EbsBlockDevice.builder()
                .snapshotId(snapshot)
                .volumeSize(volume.body().size())
                .volumeType(volume.body().volumeTypeAsString())
                .encrypted(volume.body().encrypted())
                .deleteOnTermination(volume.deleteOnTermination())
                .build())
        .build();
  }
}
