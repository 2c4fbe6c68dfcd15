/**
 * {@code kiln ami validate} and {@code test}. Read {@link dev.kiln.cli.validate.SubjectChoice} for
 * the choice of images and checks.
 */
@NullMarked
package dev.kiln.cli.validate;

import org.jspecify.annotations.NullMarked;
