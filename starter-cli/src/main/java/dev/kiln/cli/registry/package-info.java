/**
 * The registry commands, which record the images to use. Read {@link
 * dev.kiln.cli.registry.RegistryRun} first; all of them use it.
 */
@NullMarked
package dev.kiln.cli.registry;

import org.jspecify.annotations.NullMarked;
