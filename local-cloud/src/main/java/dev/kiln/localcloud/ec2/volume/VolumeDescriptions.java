package dev.kiln.localcloud.ec2.volume;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.ImageBodies;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredVolume;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Volumes as a caller sees them now: attached or not, with the caller's own tags. */
final class VolumeDescriptions {
  private final Datacenter datacenter;
  private final Tags tags;

  VolumeDescriptions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  Volume of(Call call, StoredVolume volume) {
    Volume.Builder view =
        volume.body().toBuilder().tags(tags.of(call.place(), volume.id())).state("available");
    if (!volume.attached(datacenter.store(), datacenter.now())) {
      return view.attachments(List.of()).build();
    }
    return view.state("in-use")
        .attachments(
            VolumeAttachment.builder()
                .volumeId(volume.id())
                .instanceId(volume.instanceId())
                .state("attached")
                .device(ImageBodies.ROOT)
                .attachTime(volume.createdAt())
                .deleteOnTermination(volume.deleteOnTermination())
                .build())
        .build();
  }
}
