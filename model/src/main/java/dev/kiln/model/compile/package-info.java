/**
 * From what is declared to what runs: {@link dev.kiln.model.compile.LayerCompiler} makes a {@link
 * dev.kiln.model.layer.LayerSpec} of each layer of a chain. The scripts that install packages are
 * resources beside it, written in bash and read as bash.
 */
@NullMarked
package dev.kiln.model.compile;

import org.jspecify.annotations.NullMarked;
