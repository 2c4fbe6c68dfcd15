/**
 * What every command is given: {@link dev.kiln.cli.command.Invocation}, with the options that all
 * of them take.
 */
@NullMarked
package dev.kiln.cli.command;

import org.jspecify.annotations.NullMarked;
