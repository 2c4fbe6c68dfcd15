/**
 * The long-running processes: {@code kiln up} and {@code down}, {@code worker} and {@code
 * local-cloud}. Start reading at {@link dev.kiln.cli.stack.UpCommand}.
 */
@NullMarked
package dev.kiln.cli.stack;

import org.jspecify.annotations.NullMarked;
