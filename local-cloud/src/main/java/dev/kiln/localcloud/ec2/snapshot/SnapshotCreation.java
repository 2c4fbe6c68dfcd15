package dev.kiln.localcloud.ec2.snapshot;

import dev.kiln.localcloud.datacenter.Blocks;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.RegionSettings;
import dev.kiln.localcloud.datacenter.SharingRules;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.kms.KeyArn;
import dev.kiln.localcloud.machine.Layer;
import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CopySnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CopySnapshotResponse;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Snapshots that are made by themselves: of a volume, or of another snapshot. */
final class SnapshotCreation {
  private static final Set<String> TAGGED = Set.of("snapshot");

  private final Datacenter datacenter;
  private final Tags tags;

  SnapshotCreation(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  SdkPojo create(Call call, CreateSnapshotRequest request) {
    StoredVolume volume = volume(call, request.volumeId());
    Optional<StoredInstance> machine =
        datacenter
            .store()
            .find(StoredInstance.class, volume.instanceId())
            .filter(one -> one.executes() && isRoot(one, volume));
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
            .description(Optional.ofNullable(request.description()).orElse(""))
            .build();
    Lifecycle pending = Lifecycle.of("pending");
    StoredSnapshot made =
        keep(
            call,
            body,
            machine.isPresent() ? pending : pending.then(end(datacenter.now()), "completed"),
            machine.map(StoredInstance::layers).orElseGet(() -> below(volume)));
    tags.give(call, made.id(), request.tagSpecifications(), "snapshot", TAGGED);
    machine.ifPresent(one -> capture(made, one));
    return reply(call, made);
  }

  private SdkPojo reply(Call call, StoredSnapshot made) {
    Snapshot body = made.body();
    return CreateSnapshotResponse.builder()
        .snapshotId(made.id())
        .volumeId(body.volumeId())
        .volumeSize(body.volumeSize())
        .ownerId(body.ownerId())
        .startTime(body.startTime())
        .encrypted(body.encrypted())
        .description(body.description())
        .state("pending")
        .progress("")
        .tags(tags.of(call.place(), made.id()))
        .build();
  }

  private StoredVolume volume(Call call, @Nullable String id) {
    if (id == null) {
      throw AwsFailure.missing("VolumeId");
    }
    return datacenter
        .store()
        .find(StoredVolume.class, id)
        .filter(one -> one.place().equals(call.place()))
        .filter(one -> one.exists(datacenter.store(), datacenter.now()))
        .orElseThrow(() -> Kind.VOLUME.notFound(id));
  }

  private static boolean isRoot(StoredInstance instance, StoredVolume volume) {
    return instance.body().blockDeviceMappings().stream()
        .anyMatch(
            device ->
                instance.body().rootDeviceName().equals(device.deviceName())
                    && volume.id().equals(device.ebs().volumeId()));
  }

  /** What a volume that nobody has written to holds: its snapshot's content. */
  private List<String> below(StoredVolume volume) {
    return Optional.ofNullable(volume.body().snapshotId())
        .flatMap(id -> datacenter.store().find(StoredSnapshot.class, id))
        .map(StoredSnapshot::layers)
        .orElse(List.of());
  }

  private StoredSnapshot keep(Call call, Snapshot body, Lifecycle life, List<String> layers) {
    return datacenter
        .store()
        .put(new StoredSnapshot(call.place(), body, life, datacenter.now(), layers, 0, List.of()));
  }

  private Instant end(Instant begin) {
    return begin.plus(datacenter.settings().delays().image());
  }

  private void capture(StoredSnapshot snapshot, StoredInstance instance) {
    datacenter
        .room()
        .afterwards(
            instance.id(),
            machines -> {
              try {
                take(machines, snapshot, instance);
              } catch (IOException failed) {
                Reason why =
                    new Reason("Client.InternalError", String.valueOf(failed.getMessage()));
                finish(snapshot.withLife(Lifecycle.of("error").because(why)));
              }
            });
  }

  private void take(Machines machines, StoredSnapshot snapshot, StoredInstance instance)
      throws IOException {
    machines.create(instance.id(), instance.layers().stream().map(LayerId::new).toList());
    datacenter
        .room()
        .keepingLayers(
            () -> {
              Layer layer = machines.capture(instance.id());
              List<String> layers = new ArrayList<>(instance.layers());
              layers.add(layer.id().value());
              finish(
                  snapshot
                      .captured(layers, layer.bytes(), Blocks.stored(layer.bytes()))
                      .withLife(snapshot.life().then(end(snapshot.createdAt()), "completed")));
            });
  }

  private void finish(StoredSnapshot ended) {
    datacenter
        .store()
        .transaction(
            () ->
                datacenter
                    .store()
                    .find(StoredSnapshot.class, ended.id())
                    .map(still -> datacenter.store().put(ended)));
  }

  SdkPojo copy(Call call, CopySnapshotRequest request) {
    StoredSnapshot source = source(call, request);
    boolean encrypted =
        Boolean.TRUE.equals(source.body().encrypted())
            || Boolean.TRUE.equals(request.encrypted())
            || new RegionSettings(datacenter).encryptsByDefault(call.place());
    if (request.kmsKeyId() != null && !encrypted) {
      throw AwsFailure.refused(
          "InvalidParameterDependency", "The parameter KmsKeyId requires Encrypted to be set.");
    }
    String key = Optional.ofNullable(request.kmsKeyId()).orElse(SharingRules.DEFAULT_KEY);
    Snapshot body =
        source.body().toBuilder()
            .snapshotId(Ids.random("snap"))
            .volumeId("vol-ffffffff")
            .ownerId(call.place().account())
            .startTime(datacenter.now())
            .encrypted(encrypted)
            .kmsKeyId(encrypted ? KeyArn.of(call.place(), key).value() : null)
            .description(Optional.ofNullable(request.description()).orElse(""))
            .build();
    Instant end = datacenter.now().plus(datacenter.settings().delays().copy());
    StoredSnapshot made =
        keep(call, body, Lifecycle.of("pending").then(end, "completed"), source.layers());
    datacenter.store().put(made.withChangedBytes(source.changedBytes()));
    tags.give(call, made.id(), request.tagSpecifications(), "snapshot", TAGGED);
    return CopySnapshotResponse.builder()
        .snapshotId(made.id())
        .tags(tags.of(call.place(), made.id()))
        .build();
  }

  private StoredSnapshot source(Call call, CopySnapshotRequest request) {
    if (request.sourceRegion() == null || request.sourceSnapshotId() == null) {
      throw AwsFailure.missing(
          request.sourceRegion() == null ? "SourceRegion" : "SourceSnapshotId");
    }
    String id = request.sourceSnapshotId();
    StoredSnapshot found =
        datacenter
            .store()
            .find(StoredSnapshot.class, id)
            .filter(one -> one.place().region().equals(request.sourceRegion()))
            .filter(one -> SnapshotActions.mayUse(call.place().account(), one))
            .orElseThrow(() -> Kind.SNAPSHOT.notFound(id));
    if (!found.life().is("completed", datacenter.now())) {
      throw AwsFailure.refused(
          "IncorrectState", "The snapshot '" + id + "' is not in a completed state.");
    }
    return found;
  }
}
