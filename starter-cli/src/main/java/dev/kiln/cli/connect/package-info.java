/**
 * Connections to a Temporal with a worker. Commands see only {@link
 * dev.kiln.cli.connect.Connection}: it may lead to a cluster, to this user's running stack or to
 * the embedded stack in this process.
 */
@NullMarked
package dev.kiln.cli.connect;

import org.jspecify.annotations.NullMarked;
