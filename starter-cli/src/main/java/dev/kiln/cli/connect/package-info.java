/**
 * The way to a Temporal that has a worker behind it. Commands see {@link
 * dev.kiln.cli.connect.Connection} only: whether it leads to a cluster, to this user's running
 * stack or into this very process makes no difference to them.
 */
@NullMarked
package dev.kiln.cli.connect;

import org.jspecify.annotations.NullMarked;
