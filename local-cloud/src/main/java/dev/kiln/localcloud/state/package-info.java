/**
 * The state of the cloud: a record for each kind of resource around the AWS SDK's own model object,
 * and the {@link dev.kiln.localcloud.state.Store} that keeps them on disk, so that a kill at any
 * instant loses nothing that the cloud has confirmed. Read {@link dev.kiln.localcloud.state.Stored}
 * first.
 */
@NullMarked
package dev.kiln.localcloud.state;

import org.jspecify.annotations.NullMarked;
