/**
 * Boots existing images and checks them, for {@code kiln ami validate} and {@code test}. Read
 * {@link dev.kiln.workflows.validate.ValidateWorkflowImpl#validate}.
 */
@NullMarked
package dev.kiln.workflows.validate;

import org.jspecify.annotations.NullMarked;
