/** {@code kiln completion}: completion scripts for shells. */
@NullMarked
package dev.kiln.cli.completion;

import org.jspecify.annotations.NullMarked;
