package dev.kiln.localcloud.ec2.snapshot;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.RecycleBin;
import dev.kiln.localcloud.datacenter.SharingRules;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredDeleted;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredSnapshot;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CopySnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFastSnapshotRestoresRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFastSnapshotRestoresResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.ListSnapshotsInRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.ListSnapshotsInRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RestoreSnapshotFromRecycleBinRequest;
import software.amazon.awssdk.services.ec2.model.RestoreSnapshotFromRecycleBinResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotRecycleBinInfo;

/** The actions on snapshots. */
public final class SnapshotActions {
  private final Datacenter datacenter;
  private final Store store;
  private final RecycleBin bin;
  private final SnapshotCreation creation;
  private final SnapshotDescriptions descriptions;

  public SnapshotActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.bin = new RecycleBin(datacenter);
    this.creation = new SnapshotCreation(datacenter);
    this.descriptions = new SnapshotDescriptions(datacenter);
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeSnapshots", Action.of(DescribeSnapshotsRequest::builder, this::describe),
        "CreateSnapshot", Action.of(CreateSnapshotRequest::builder, creation::create),
        "CopySnapshot", Action.of(CopySnapshotRequest::builder, creation::copy),
        "DescribeFastSnapshotRestores",
            Action.of(DescribeFastSnapshotRestoresRequest::builder, this::fastRestores),
        "DeleteSnapshot", Action.of(DeleteSnapshotRequest::builder, this::delete),
        "ModifySnapshotAttribute", Action.of(ModifySnapshotAttributeRequest::builder, this::modify),
        "DescribeSnapshotAttribute",
            Action.of(DescribeSnapshotAttributeRequest::builder, this::attribute),
        "ListSnapshotsInRecycleBin",
            Action.of(ListSnapshotsInRecycleBinRequest::builder, this::deleted),
        "RestoreSnapshotFromRecycleBin",
            Action.of(RestoreSnapshotFromRecycleBinRequest::builder, this::restore));
  }

  private SdkPojo describe(Call call, DescribeSnapshotsRequest request) {
    Predicate<Map<String, String>> tagged = Filters.ofTags(request.filters());
    Predicate<Snapshot> passes =
        Filters.of(Filters.withoutTags(request.filters()), Snapshot.builder());
    List<String> owners = request.ownerIds();
    String caller = call.place().account();
    Stream<StoredSnapshot> candidates =
        asked(call, request.snapshotIds())
            .filter(
                one ->
                    owners.isEmpty()
                        || owners.contains(one.place().account())
                        || (owners.contains("self") && one.place().account().equals(caller)));
    Page<Snapshot> page =
        Page.of(
            new Page.Candidates<>(candidates, StoredSnapshot::id),
            one -> descriptions.of(call, one, tagged).filter(passes),
            request.maxResults(),
            request.nextToken());
    return DescribeSnapshotsResponse.builder()
        .snapshots(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<StoredSnapshot> asked(Call call, List<String> ids) {
    if (ids.isEmpty()) {
      return store.all(StoredSnapshot.class).stream().filter(one -> isVisible(call, one));
    }
    List<StoredSnapshot> found = new ArrayList<>();
    for (String id : ids) {
      found.add(
          store
              .find(StoredSnapshot.class, id)
              .filter(one -> isVisible(call, one))
              .orElseThrow(() -> Kind.SNAPSHOT.notFound(id)));
    }
    return found.stream();
  }

  private boolean isVisible(Call call, StoredSnapshot snapshot) {
    return snapshot.place().region().equals(call.place().region())
        && mayUse(call.place().account(), snapshot)
        && !datacenter.hides(call, snapshot.id(), snapshot.createdAt());
  }

  static boolean mayUse(String account, StoredSnapshot snapshot) {
    return snapshot.place().account().equals(account)
        || snapshot.permissions().stream()
            .anyMatch(one -> account.equals(one.userId()) || "all".equals(one.groupAsString()));
  }

  /** No call here enables one. */
  private SdkPojo fastRestores(Call call, DescribeFastSnapshotRestoresRequest request) {
    return DescribeFastSnapshotRestoresResponse.builder().fastSnapshotRestores(List.of()).build();
  }

  private SdkPojo delete(Call call, DeleteSnapshotRequest request) {
    StoredSnapshot snapshot = datacenter.snapshot(call, String.valueOf(request.snapshotId()));
    List<StoredImage> holders = datacenter.holders(snapshot.id());
    if (!holders.isEmpty()) {
      throw AwsFailure.refused(
          "InvalidSnapshot.InUse",
          "The snapshot %s is currently in use by %s"
              .formatted(snapshot.id(), holders.get(0).id()));
    }
    bin.delete(snapshot);
    return DeleteSnapshotResponse.builder().build();
  }

  private SdkPojo modify(Call call, ModifySnapshotAttributeRequest request) {
    StoredSnapshot snapshot = datacenter.snapshot(call, String.valueOf(request.snapshotId()));
    List<CreateVolumePermission> add = new ArrayList<>();
    List<CreateVolumePermission> remove = new ArrayList<>();
    if (request.createVolumePermission() != null) {
      add.addAll(request.createVolumePermission().add());
      remove.addAll(request.createVolumePermission().remove());
    }
    List<CreateVolumePermission> flat =
        "remove".equals(request.operationTypeAsString()) ? remove : add;
    request.userIds().forEach(id -> flat.add(CreateVolumePermission.builder().userId(id).build()));
    request.groupNames().forEach(g -> flat.add(CreateVolumePermission.builder().group(g).build()));
    check(snapshot, add);
    List<CreateVolumePermission> all = new ArrayList<>(snapshot.permissions());
    all.removeAll(remove);
    add.stream().filter(one -> !all.contains(one)).forEach(all::add);
    store.put(snapshot.withPermissions(all));
    return ModifySnapshotAttributeResponse.builder().build();
  }

  private static void check(StoredSnapshot snapshot, List<CreateVolumePermission> add) {
    for (CreateVolumePermission one : add) {
      SharingRules.requireAccount(one.userId());
    }
    if (!add.isEmpty() && SharingRules.isByDefaultKey(snapshot)) {
      throw AwsFailure.refused(
          "OperationNotPermitted", "Encrypted snapshots with EBS default key cannot be shared");
    }
    if (add.stream().anyMatch(one -> "all".equals(one.groupAsString()))
        && Boolean.TRUE.equals(snapshot.body().encrypted())) {
      throw AwsFailure.refused(
          "OperationNotPermitted", "Encrypted snapshots cannot be shared publicly");
    }
  }

  private SdkPojo attribute(Call call, DescribeSnapshotAttributeRequest request) {
    StoredSnapshot snapshot = datacenter.snapshot(call, String.valueOf(request.snapshotId()));
    return DescribeSnapshotAttributeResponse.builder()
        .snapshotId(snapshot.id())
        .createVolumePermissions(snapshot.permissions())
        .productCodes(List.of())
        .build();
  }

  private SdkPojo deleted(Call call, ListSnapshotsInRecycleBinRequest request) {
    List<String> ids = request.snapshotIds();
    List<SnapshotRecycleBinInfo> found =
        bin.contents(call)
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

  private SdkPojo restore(Call call, RestoreSnapshotFromRecycleBinRequest request) {
    StoredDeleted found = bin.find(call, Kind.SNAPSHOT, request.snapshotId());
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
