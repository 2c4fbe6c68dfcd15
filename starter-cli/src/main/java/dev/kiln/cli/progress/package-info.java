/**
 * Progress as Temporal reports it. {@link dev.kiln.cli.progress.BuildSnapshot} is a build at one
 * moment, {@link dev.kiln.cli.progress.BuildPoll} reads it.
 */
@NullMarked
package dev.kiln.cli.progress;

import org.jspecify.annotations.NullMarked;
