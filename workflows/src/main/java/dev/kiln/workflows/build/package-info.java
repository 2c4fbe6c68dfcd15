/**
 * A build: the layers of one chain, lowest first, on every architecture asked for. Read {@link
 * dev.kiln.workflows.build.BuildWorkflow}, which holds the request and the report, then {@link
 * dev.kiln.workflows.build.BuildWorkflowImpl}.
 */
@NullMarked
package dev.kiln.workflows.build;

import org.jspecify.annotations.NullMarked;
