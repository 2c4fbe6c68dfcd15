package dev.kiln.localcloud.state;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * A snapshot.
 *
 * @param body as DescribeSnapshots shows it, except for its state, progress and tags
 * @param layers those of a root filesystem; empty for other volumes
 * @param changedBytes the size of the topmost layer, which it adds to the snapshot below
 */
public record StoredSnapshot(
    Place place,
    Snapshot body,
    Lifecycle life,
    Instant createdAt,
    List<String> layers,
    long changedBytes,
    List<CreateVolumePermission> permissions)
    implements Stored {
  public StoredSnapshot {
    layers = List.copyOf(layers);
    permissions = List.copyOf(permissions);
  }

  @Override
  public String id() {
    return body.snapshotId();
  }

  public StoredSnapshot with(Lifecycle next) {
    return new StoredSnapshot(place, body, next, createdAt, layers, changedBytes, permissions);
  }

  public StoredSnapshot withPermissions(List<CreateVolumePermission> changed) {
    return new StoredSnapshot(place, body, life, createdAt, layers, changedBytes, changed);
  }

  /** The snapshot with its content known. */
  public StoredSnapshot captured(List<String> complete, long changed, long fullBytes) {
    Snapshot sized = body.toBuilder().fullSnapshotSizeInBytes(fullBytes).build();
    return new StoredSnapshot(place, sized, life, createdAt, complete, changed, permissions);
  }
}
