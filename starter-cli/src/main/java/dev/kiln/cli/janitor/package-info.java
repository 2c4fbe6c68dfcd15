/** The command that removes expired resources: {@link dev.kiln.cli.janitor.JanitorCommand}. */
@NullMarked
package dev.kiln.cli.janitor;

import org.jspecify.annotations.NullMarked;
