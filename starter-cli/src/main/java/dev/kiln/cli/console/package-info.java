/**
 * The machine as a command sees it: streams, environment and clock in {@link
 * dev.kiln.cli.console.Console}, and failed commands in {@link dev.kiln.cli.console.CliFailure}.
 */
@NullMarked
package dev.kiln.cli.console;

import org.jspecify.annotations.NullMarked;
