/**
 * Waiting for shared runs: {@link dev.kiln.activities.lease.RunLeases} takes a lease on a {@link
 * dev.kiln.activities.lease.SharedRun} and passes its result to the waiting activity.
 */
@NullMarked
package dev.kiln.activities.lease;

import org.jspecify.annotations.NullMarked;
