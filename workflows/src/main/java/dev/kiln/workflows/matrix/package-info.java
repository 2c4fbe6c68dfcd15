/**
 * Builds many templates at once, on several architectures and for several regions. Read {@link
 * dev.kiln.workflows.matrix.MatrixWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.matrix;

import org.jspecify.annotations.NullMarked;
