/**
 * {@code kiln ami}: building images and looking at them. Read {@link
 * dev.kiln.cli.ami.AmiBuildCommand} first.
 */
@NullMarked
package dev.kiln.cli.ami;

import org.jspecify.annotations.NullMarked;
