/**
 * Records which images to use, and moves channels to them. Read {@link
 * dev.kiln.workflows.registry.ChannelStep} first: look, judge, move, and look again if somebody
 * else was faster.
 */
@NullMarked
package dev.kiln.workflows.registry;

import org.jspecify.annotations.NullMarked;
