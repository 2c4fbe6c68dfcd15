/**
 * The commands that end images: {@link dev.kiln.cli.retire.AmiDeleteCommand} is the one to read
 * first; {@link dev.kiln.cli.retire.Retirement} starts the workflows of all of them.
 */
@NullMarked
package dev.kiln.cli.retire;

import org.jspecify.annotations.NullMarked;
