/**
 * Following work until it ends: {@link dev.kiln.cli.follow.WorkRun} is one command's run of it. A
 * {@link dev.kiln.cli.follow.Display} writes the text for one kind of work; everything else here is
 * the same for all kinds.
 */
@NullMarked
package dev.kiln.cli.follow;

import org.jspecify.annotations.NullMarked;
