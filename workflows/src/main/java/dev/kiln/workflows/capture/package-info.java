/**
 * Takes an image of an instance that somebody set up by hand, for {@code kiln ami create}. Read
 * {@link dev.kiln.workflows.capture.CaptureWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.capture;

import org.jspecify.annotations.NullMarked;
