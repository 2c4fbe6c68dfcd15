/**
 * Copies of an image in other regions. {@link dev.kiln.workflows.copy.CopyWorkflowImpl} makes one
 * copy, exactly once; {@link dev.kiln.workflows.copy.RegionalCopies} copies an image to several
 * regions, for builds and for {@link dev.kiln.workflows.copy.DistributeWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.copy;

import org.jspecify.annotations.NullMarked;
