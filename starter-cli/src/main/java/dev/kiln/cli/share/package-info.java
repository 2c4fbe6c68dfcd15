/**
 * The sharing commands. {@link dev.kiln.cli.share.SharedImages} finds an image and its copies and
 * changes them; {@link dev.kiln.cli.receivers.Receivers} reads the receivers.
 */
@NullMarked
package dev.kiln.cli.share;

import org.jspecify.annotations.NullMarked;
