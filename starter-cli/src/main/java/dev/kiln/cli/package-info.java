/**
 * The command line: parse, start or query a workflow, print. Start reading at {@link
 * dev.kiln.cli.Kiln}, which runs one command line; {@link dev.kiln.cli.CommandTree} lists the
 * commands, and {@link dev.kiln.cli.command.Invocation} is what each of them is given.
 */
@NullMarked
package dev.kiln.cli;

import org.jspecify.annotations.NullMarked;
