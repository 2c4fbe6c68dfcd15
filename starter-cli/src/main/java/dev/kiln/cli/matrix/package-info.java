/**
 * Building many templates at once: {@code kiln ami build-all}. Read {@link
 * dev.kiln.cli.matrix.AmiBuildAllCommand}.
 */
@NullMarked
package dev.kiln.cli.matrix;

import org.jspecify.annotations.NullMarked;
