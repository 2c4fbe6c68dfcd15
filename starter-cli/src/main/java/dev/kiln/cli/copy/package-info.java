/** {@code kiln ami copy}. Read {@link dev.kiln.cli.copy.AmiCopyCommand} first. */
@NullMarked
package dev.kiln.cli.copy;

import org.jspecify.annotations.NullMarked;
