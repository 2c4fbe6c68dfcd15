/** Doing again what was left undone. Read {@link dev.kiln.cli.retry.BuildRetryCommand}. */
@NullMarked
package dev.kiln.cli.retry;

import org.jspecify.annotations.NullMarked;
