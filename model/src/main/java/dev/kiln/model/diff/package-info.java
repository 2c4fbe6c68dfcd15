/**
 * How two images differ. Read {@link dev.kiln.model.diff.ImageDiff} first; what is inside them is
 * {@link dev.kiln.model.diff.ContentDiff}, where the cloud tells it.
 */
@NullMarked
package dev.kiln.model.diff;

import org.jspecify.annotations.NullMarked;
