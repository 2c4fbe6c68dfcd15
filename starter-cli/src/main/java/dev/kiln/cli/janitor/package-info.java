/** The command that removes what has expired: {@link dev.kiln.cli.janitor.JanitorCommand}. */
@NullMarked
package dev.kiln.cli.janitor;

import org.jspecify.annotations.NullMarked;
