/**
 * Templates that extend each other: {@link dev.kiln.model.chain.ChainReader} follows {@code
 * extends} to the lowest one and gives a {@link dev.kiln.model.chain.Chain}; {@link
 * dev.kiln.model.chain.ResolvedTemplate} merges its layers for display.
 */
@NullMarked
package dev.kiln.model.chain;

import org.jspecify.annotations.NullMarked;
