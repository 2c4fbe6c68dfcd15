/**
 * A build: the layers of one chain, lowest first, on every architecture asked for. Read {@link
 * dev.kiln.workflows.build.BuildWorkflowImpl}; {@link
 * dev.kiln.workflows.build.BuildWorkflow.Request} is its whole input and {@link
 * dev.kiln.workflows.build.BuildWorkflow.Report} what comes out.
 */
@NullMarked
package dev.kiln.workflows.build;

import org.jspecify.annotations.NullMarked;
