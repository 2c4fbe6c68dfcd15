/**
 * Registries in files. Read {@link dev.kiln.activities.registry.RegistryEdits} first: it applies a
 * change to the current text, and again if somebody else was faster.
 */
@NullMarked
package dev.kiln.activities.registry;

import org.jspecify.annotations.NullMarked;
