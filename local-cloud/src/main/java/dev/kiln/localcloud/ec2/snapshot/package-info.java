/**
 * Snapshots: found, shared, deleted, restored. Read {@link
 * dev.kiln.localcloud.ec2.snapshot.SnapshotActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.snapshot;

import org.jspecify.annotations.NullMarked;
