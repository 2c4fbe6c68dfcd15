/**
 * {@code kiln ami build}: from the flags to a request, and the text output of a build. Read {@link
 * dev.kiln.cli.builds.AmiBuildCommand} first.
 */
@NullMarked
package dev.kiln.cli.builds;

import org.jspecify.annotations.NullMarked;
