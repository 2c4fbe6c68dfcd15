/**
 * Booting images that are there and checking them, for {@code kiln ami validate} and {@code test}.
 * Read {@link dev.kiln.workflows.validate.ValidateWorkflowImpl#validate}.
 */
@NullMarked
package dev.kiln.workflows.validate;

import org.jspecify.annotations.NullMarked;
