package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.ec2.image.ImageNames;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredDeleted;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.ImageRecycleBinInfo;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.ListImagesInRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.ListSnapshotsInRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.ListSnapshotsInRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.RestoreImageFromRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.RestoreImageFromRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.RestoreSnapshotFromRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.RestoreSnapshotFromRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.SnapshotRecycleBinInfo;

/** Keeps deleted images and snapshots for a time, where the settings have such a rule. */
public final class RecycleBin {
  private final Datacenter datacenter;
  private final Store store;

  public RecycleBin(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  public Map<String, Action> all() {
    return Map.of(
        "ListImagesInRecycleBin", Action.of(ListImagesInRecycleBinRequest::builder, this::images),
        "ListSnapshotsInRecycleBin",
            Action.of(ListSnapshotsInRecycleBinRequest::builder, this::snapshots),
        "RestoreImageFromRecycleBin",
            Action.of(RestoreImageFromRecycleBinRequest::builder, this::restoreImage),
        "RestoreSnapshotFromRecycleBin",
            Action.of(RestoreSnapshotFromRecycleBinRequest::builder, this::restoreSnapshot));
  }

  /** Takes an image away: for a time if there is a rule, else for ever. */
  public void delete(StoredImage image) {
    store.remove(image);
    discard(
        new StoredDeleted(
            image.place(), Optional.of(image), Optional.empty(), datacenter.now(), exit()));
  }

  /** The same for a snapshot. */
  public void delete(StoredSnapshot snapshot) {
    store.remove(snapshot);
    discard(
        new StoredDeleted(
            snapshot.place(), Optional.empty(), Optional.of(snapshot), datacenter.now(), exit()));
  }

  private Instant exit() {
    return datacenter.now().plus(datacenter.settings().recycleBin());
  }

  private void discard(StoredDeleted deleted) {
    if (datacenter.settings().recycleBin().equals(Duration.ZERO)) {
      forget(deleted);
    } else {
      store.put(deleted);
    }
  }

  private void forget(StoredDeleted deleted) {
    store.remove(deleted);
    new Tags(store).forget(deleted.place(), deleted.id());
    deleted.image().ifPresent(image -> datacenter.cleanup().layers(image.layers()));
    deleted.snapshot().ifPresent(snapshot -> datacenter.cleanup().layers(snapshot.layers()));
  }

  private Stream<StoredDeleted> own(Call call) {
    Instant now = datacenter.now();
    store.all(StoredDeleted.class).stream()
        .filter(one -> !one.exitAt().isAfter(now))
        .forEach(this::forget);
    return store.all(StoredDeleted.class).stream().filter(one -> one.place().equals(call.place()));
  }

  private StoredDeleted own(Call call, Kind kind, @Nullable String id) {
    return own(call)
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> kind.notFound(String.valueOf(id)));
  }

  private SdkPojo images(Call call, ListImagesInRecycleBinRequest request) {
    List<ImageRecycleBinInfo> found =
        own(call)
            .filter(one -> request.imageIds().isEmpty() || request.imageIds().contains(one.id()))
            .flatMap(one -> one.image().map(image -> info(one, image)).stream())
            .toList();
    Page<ImageRecycleBinInfo> page =
        Page.of(found, ImageRecycleBinInfo::imageId, request.maxResults(), request.nextToken());
    return ListImagesInRecycleBinResponse.builder()
        .images(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static ImageRecycleBinInfo info(StoredDeleted deleted, StoredImage image) {
    return ImageRecycleBinInfo.builder()
        .imageId(image.id())
        .name(image.body().name())
        .description(image.body().description())
        .recycleBinEnterTime(deleted.enteredAt())
        .recycleBinExitTime(deleted.exitAt())
        .build();
  }

  private SdkPojo snapshots(Call call, ListSnapshotsInRecycleBinRequest request) {
    List<String> ids = request.snapshotIds();
    List<SnapshotRecycleBinInfo> found =
        own(call)
            .filter(one -> ids.isEmpty() || ids.contains(one.id()))
            .flatMap(one -> one.snapshot().map(snapshot -> info(one, snapshot)).stream())
            .toList();
    Page<SnapshotRecycleBinInfo> page =
        Page.of(
            found, SnapshotRecycleBinInfo::snapshotId, request.maxResults(), request.nextToken());
    return ListSnapshotsInRecycleBinResponse.builder()
        .snapshots(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static SnapshotRecycleBinInfo info(StoredDeleted deleted, StoredSnapshot snapshot) {
    return SnapshotRecycleBinInfo.builder()
        .snapshotId(snapshot.id())
        .description(snapshot.body().description())
        .volumeId(snapshot.body().volumeId())
        .recycleBinEnterTime(deleted.enteredAt())
        .recycleBinExitTime(deleted.exitAt())
        .build();
  }

  private SdkPojo restoreImage(Call call, RestoreImageFromRecycleBinRequest request) {
    StoredDeleted found = own(call, Kind.IMAGE, request.imageId());
    StoredImage image = found.image().orElseThrow(() -> Kind.IMAGE.notFound(found.id()));
    ImageNames.free(store, call, image.body().name());
    store.remove(found);
    store.put(image);
    return RestoreImageFromRecycleBinResponse.builder().returnValue(true).build();
  }

  private SdkPojo restoreSnapshot(Call call, RestoreSnapshotFromRecycleBinRequest request) {
    StoredDeleted found = own(call, Kind.SNAPSHOT, request.snapshotId());
    StoredSnapshot snapshot =
        found.snapshot().orElseThrow(() -> Kind.SNAPSHOT.notFound(found.id()));
    store.remove(found);
    store.put(snapshot);
    return RestoreSnapshotFromRecycleBinResponse.builder()
        .snapshotId(snapshot.id())
        .description(snapshot.body().description())
        .ownerId(snapshot.place().account())
        .startTime(snapshot.body().startTime())
        .volumeId(snapshot.body().volumeId())
        .volumeSize(snapshot.body().volumeSize())
        .build();
  }
}
