/**
 * Work started earlier, here or elsewhere: list, follow, cancel and retry it, and read its output.
 */
@NullMarked
package dev.kiln.cli.started;

import org.jspecify.annotations.NullMarked;
