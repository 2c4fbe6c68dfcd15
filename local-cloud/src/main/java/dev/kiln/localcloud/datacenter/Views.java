package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredVolume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Resources as a caller sees them now: with their present state and the caller's own tags. */
public final class Views {
  private final Datacenter datacenter;
  private final Tags labels;

  public Views(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.labels = new Tags(datacenter.store());
  }

  public Image image(Call call, StoredImage image) {
    Lifecycle life = image.life().at(datacenter.now());
    Image.Builder view =
        image.body().toBuilder()
            .state(life.state())
            .publicLaunchPermissions(image.isPublic())
            .tags(labels.of(call.place(), image.id()));
    life.reason().ifPresent(reason -> view.stateReason(reason(reason)));
    image.deprecatedAt().ifPresent(at -> view.deprecationTime(at.toString()));
    return view.build();
  }

  public Instance instance(Call call, StoredInstance instance) {
    Lifecycle life = instance.life().at(datacenter.now());
    Instance.Builder view =
        instance.body().toBuilder()
            .state(state(life.state()))
            .tags(labels.of(call.place(), instance.id()));
    life.reason()
        .ifPresent(
            reason -> view.stateReason(reason(reason)).stateTransitionReason(reason.message()));
    if (!life.state().equals("running")) {
      view.publicIpAddress(null).publicDnsName("");
    }
    if (life.state().equals("terminated")) {
      view.blockDeviceMappings(List.of()).privateIpAddress(null).networkInterfaces(List.of());
    }
    return view.build();
  }

  public Snapshot snapshot(Call call, StoredSnapshot snapshot) {
    Lifecycle life = snapshot.life().at(datacenter.now());
    Snapshot.Builder view =
        snapshot.body().toBuilder()
            .state(life.state())
            .progress(progress(snapshot, life))
            .tags(labels.of(call.place(), snapshot.id()));
    life.reason().ifPresent(reason -> view.stateMessage(reason.message()));
    return view.build();
  }

  private String progress(StoredSnapshot snapshot, Lifecycle life) {
    if (life.state().equals("completed")) {
      return "100%";
    }
    Optional<Instant> end = life.startOf("completed");
    if (end.isEmpty()) {
      return "0%";
    }
    long whole = Math.max(1, Duration.between(snapshot.createdAt(), end.get()).toMillis());
    long passed = Duration.between(snapshot.createdAt(), datacenter.now()).toMillis();
    return Math.min(99, Math.max(0, passed * 100 / whole)) + "%";
  }

  public Volume volume(Call call, StoredVolume volume) {
    Volume.Builder view =
        volume.body().toBuilder().tags(labels.of(call.place(), volume.id())).state("available");
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

  /** A state under the number that AWS gives it. */
  public static InstanceState state(String name) {
    int code =
        switch (name) {
          case "pending" -> 0;
          case "running" -> 16;
          case "shutting-down" -> 32;
          case "terminated" -> 48;
          case "stopping" -> 64;
          default -> 80;
        };
    return InstanceState.builder().code(code).name(name).build();
  }

  private static StateReason reason(Reason reason) {
    return StateReason.builder().code(reason.code()).message(reason.message()).build();
  }
}
