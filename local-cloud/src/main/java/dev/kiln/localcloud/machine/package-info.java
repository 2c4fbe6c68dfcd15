/**
 * The machines of the local cloud: layered root filesystems in which scripts really run. Read
 * {@link dev.kiln.localcloud.machine.Machines} first; the rest of the module reaches it through
 * {@link dev.kiln.localcloud.machine.MachineRoom}.
 *
 * <p>A machine is a stack of read-only layers under one writable layer on disk. It exists as plain
 * files between two scripts; mounts and processes live only as long as a script runs, in namespaces
 * of their own, so that a crash leaves nothing mounted and nothing running. It is no security
 * boundary: scripts are trusted.
 */
@NullMarked
package dev.kiln.localcloud.machine;

import org.jspecify.annotations.NullMarked;
