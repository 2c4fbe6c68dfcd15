/** {@code kiln completion}: what lets a shell complete command lines of Kiln. */
@NullMarked
package dev.kiln.cli.completion;

import org.jspecify.annotations.NullMarked;
