/**
 * The commands about registries: which images are the ones to use. Read {@link
 * dev.kiln.cli.registry.RegistryRun} first, which all of them come down to.
 */
@NullMarked
package dev.kiln.cli.registry;

import org.jspecify.annotations.NullMarked;
