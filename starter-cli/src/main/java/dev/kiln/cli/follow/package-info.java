/**
 * Watching a build until it ends: {@link dev.kiln.cli.follow.BuildFollower} asks, {@link
 * dev.kiln.cli.follow.BuildView} shows. A view is given the same snapshots whether it draws on a
 * terminal, writes lines or is silent.
 */
@NullMarked
package dev.kiln.cli.follow;

import org.jspecify.annotations.NullMarked;
