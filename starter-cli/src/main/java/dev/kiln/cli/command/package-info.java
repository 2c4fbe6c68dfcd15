/** The input of every command: {@link dev.kiln.cli.command.Invocation}, with the global options. */
@NullMarked
package dev.kiln.cli.command;

import org.jspecify.annotations.NullMarked;
