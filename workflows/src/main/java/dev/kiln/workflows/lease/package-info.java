/**
 * Runs that any number of others share. {@link dev.kiln.workflows.lease.LeasedWork} is the side of
 * the run, {@link dev.kiln.workflows.lease.Lease} the side of a waiting workflow.
 */
@NullMarked
package dev.kiln.workflows.lease;

import org.jspecify.annotations.NullMarked;
