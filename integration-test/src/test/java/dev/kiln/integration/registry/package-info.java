/**
 * Releases and channels of a registry. Start with {@link
 * dev.kiln.integration.registry.RegistryStage}.
 */
@NullMarked
package dev.kiln.integration.registry;

import org.jspecify.annotations.NullMarked;
