/**
 * Letting others use images, and telling who may. Read {@link
 * dev.kiln.workflows.share.ShareWorkflowImpl}: look at everything first, change what can be
 * changed, and say of each receiver what became of it.
 */
@NullMarked
package dev.kiln.workflows.share;

import org.jspecify.annotations.NullMarked;
