/**
 * Which images are the ones to use: releases of templates, and channels that point to them. Read
 * {@link dev.kiln.model.registry.Registry} first; {@link dev.kiln.model.registry.ChannelGuard} says
 * what a channel may never point to.
 */
@NullMarked
package dev.kiln.model.registry;

import org.jspecify.annotations.NullMarked;
