/**
 * {@code kiln ami validate} and {@code test}. Read {@link dev.kiln.cli.validate.SubjectChoice} for
 * which images are meant, and {@link dev.kiln.cli.validate.ValidationRun} for what becomes of them.
 */
@NullMarked
package dev.kiln.cli.validate;

import org.jspecify.annotations.NullMarked;
