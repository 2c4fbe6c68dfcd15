/**
 * The terminal: {@link dev.kiln.cli.terminal.Terminal} reports its width and asks questions, {@link
 * dev.kiln.cli.terminal.Interrupts} reports Ctrl-C.
 */
@NullMarked
package dev.kiln.cli.terminal;

import org.jspecify.annotations.NullMarked;
