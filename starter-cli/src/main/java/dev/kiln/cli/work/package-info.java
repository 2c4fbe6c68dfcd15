/**
 * Any work that a workflow does for a user, independent of terminals. Read {@link
 * dev.kiln.cli.work.Work} first.
 */
@NullMarked
package dev.kiln.cli.work;

import org.jspecify.annotations.NullMarked;
