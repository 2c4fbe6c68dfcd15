/**
 * How far anything is that a command has started: {@link dev.kiln.cli.status.WorkStatus} knows by
 * the id who can tell.
 */
@NullMarked
package dev.kiln.cli.status;

import org.jspecify.annotations.NullMarked;
