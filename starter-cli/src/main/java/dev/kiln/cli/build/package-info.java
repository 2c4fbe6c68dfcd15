/**
 * {@code kiln build}: builds that were started, here or elsewhere. {@link
 * dev.kiln.cli.build.StartedBuild} is what all its commands look through.
 */
@NullMarked
package dev.kiln.cli.build;

import org.jspecify.annotations.NullMarked;
