/**
 * Work that was started earlier, here or elsewhere: list it, follow it, cancel it, retry it, read
 * what it printed.
 */
@NullMarked
package dev.kiln.cli.started;

import org.jspecify.annotations.NullMarked;
