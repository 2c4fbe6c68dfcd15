package dev.kiln.workflows.retire;

/**
 * What became of a snapshot.
 *
 * @param deleted whether it is gone
 * @param reason why it is not; empty if it is
 */
public record SnapshotFate(String id, boolean deleted, String reason) {
  /** One that is gone. */
  public static SnapshotFate gone(String id) {
    return new SnapshotFate(id, true, "");
  }

  /** One that stays. */
  public static SnapshotFate kept(String id, String reason) {
    return new SnapshotFate(id, false, reason);
  }
}
