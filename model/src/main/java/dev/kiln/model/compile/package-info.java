/**
 * Turns declarations into scripts: {@link dev.kiln.model.compile.LayerCompiler} compiles each layer
 * of a chain to a {@link dev.kiln.model.layer.LayerSpec}. The scripts that install packages are
 * resources beside it, written in bash and read as bash.
 */
@NullMarked
package dev.kiln.model.compile;

import org.jspecify.annotations.NullMarked;
