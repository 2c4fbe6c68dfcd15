/**
 * The published images: releases of templates, and channels that point to them. Read {@link
 * dev.kiln.model.registry.Registry} first; {@link dev.kiln.model.registry.ChannelGuard} decides
 * where a channel may point.
 */
@NullMarked
package dev.kiln.model.registry;

import org.jspecify.annotations.NullMarked;
