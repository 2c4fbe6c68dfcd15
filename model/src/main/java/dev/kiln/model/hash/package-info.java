/**
 * The identity of a layer: {@link dev.kiln.model.hash.LayerDigest}, computed over exactly what can
 * change its image or its acceptance.
 */
@NullMarked
package dev.kiln.model.hash;

import org.jspecify.annotations.NullMarked;
