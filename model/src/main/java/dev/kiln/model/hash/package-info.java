/**
 * The identity of a layer: {@link dev.kiln.model.hash.LayerDigest}, over everything that can change
 * its image or its acceptance and nothing else.
 */
@NullMarked
package dev.kiln.model.hash;

import org.jspecify.annotations.NullMarked;
