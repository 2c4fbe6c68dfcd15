/**
 * The command line: parse, start or query a workflow, print. Start reading at {@link
 * dev.kiln.cli.Kiln}, which runs one command line; {@link dev.kiln.cli.CommandTree} lists the
 * commands, and each command gets an {@link dev.kiln.cli.command.Invocation}.
 */
@NullMarked
package dev.kiln.cli;

import org.jspecify.annotations.NullMarked;
