/**
 * The commands that let others use images: {@link dev.kiln.cli.share.SharedImages} finds an image
 * and its copies and has them changed, {@link dev.kiln.cli.receivers.Receivers} reads whom they are
 * for.
 */
@NullMarked
package dev.kiln.cli.share;

import org.jspecify.annotations.NullMarked;
