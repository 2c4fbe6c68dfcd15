/**
 * What the output goes to: {@link dev.kiln.cli.terminal.Terminal} tells whether it is one and how
 * wide, {@link dev.kiln.cli.terminal.Interrupts} when the user wants out.
 */
@NullMarked
package dev.kiln.cli.terminal;

import org.jspecify.annotations.NullMarked;
