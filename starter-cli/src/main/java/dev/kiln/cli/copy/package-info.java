/**
 * {@code kiln ami copy}, and regions as builds and copies show them. Read {@link
 * dev.kiln.cli.copy.CopyRun} first.
 */
@NullMarked
package dev.kiln.cli.copy;

import org.jspecify.annotations.NullMarked;
