/**
 * Everything in one process: an in-memory Temporal, a worker and the local cloud. The only package
 * of the CLI that may use the worker, the local cloud and AWS. Start reading at {@link
 * dev.kiln.cli.embedded.EmbeddedConnector}.
 */
@NullMarked
package dev.kiln.cli.embedded;

import org.jspecify.annotations.NullMarked;
