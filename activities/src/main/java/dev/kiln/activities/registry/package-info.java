/**
 * Registries in files. Read {@link dev.kiln.activities.registry.RegistryEdits} first: a change is
 * applied to what is there, and applied again if somebody else was faster.
 */
@NullMarked
package dev.kiln.activities.registry;

import org.jspecify.annotations.NullMarked;
