/**
 * The commands that retire images. Read {@link dev.kiln.cli.retire.AmiDeleteCommand} first; {@link
 * dev.kiln.cli.retire.Retirement} starts the workflows of all of them.
 */
@NullMarked
package dev.kiln.cli.retire;

import org.jspecify.annotations.NullMarked;
