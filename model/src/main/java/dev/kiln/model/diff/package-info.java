/**
 * How two images differ. Read {@link dev.kiln.model.diff.ImageDiff} first; {@link
 * dev.kiln.model.diff.ContentDiff} compares their contents, if the cloud reports them.
 */
@NullMarked
package dev.kiln.model.diff;

import org.jspecify.annotations.NullMarked;
