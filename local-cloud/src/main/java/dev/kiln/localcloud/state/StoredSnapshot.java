package dev.kiln.localcloud.state;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record StoredSnapshot(
    Place place,
    Snapshot body,
    Lifecycle life,
    Instant createdAt,
    List<String> layers,
    long changedBytes,
    List<CreateVolumePermission> permissions)
    implements Stored, StoredSnapshotBuilder.With {
  public StoredSnapshot {
    layers = List.copyOf(layers);
    permissions = List.copyOf(permissions);
  }

  @Override
  public String id() {
    return body.snapshotId();
  }

  /** The snapshot with its content known. */
  public StoredSnapshot captured(List<String> complete, long changed, long fullBytes) {
    Snapshot sized = body.toBuilder().fullSnapshotSizeInBytes(fullBytes).build();
    return with().body(sized).layers(complete).changedBytes(changed).build();
  }
}
