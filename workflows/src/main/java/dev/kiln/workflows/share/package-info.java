/**
 * Changes and shows who may use images. Read {@link dev.kiln.workflows.share.ShareWorkflowImpl}: it
 * checks everything first, changes what the cloud allows, and reports the result for each receiver.
 */
@NullMarked
package dev.kiln.workflows.share;

import org.jspecify.annotations.NullMarked;
