/**
 * Waiting for runs that others share: {@link dev.kiln.activities.lease.RunLeases} takes a lease on
 * a {@link dev.kiln.activities.lease.SharedRun} and gives its result to the activity that waits.
 */
@NullMarked
package dev.kiln.activities.lease;

import org.jspecify.annotations.NullMarked;
