/**
 * The images that Kiln keeps: {@link dev.kiln.model.image.ImageKey} is the cache key, {@link
 * dev.kiln.model.image.ImageTags} the tags that store it, {@link dev.kiln.model.image.KilnImage}
 * the record read back from the cloud.
 */
@NullMarked
package dev.kiln.model.image;

import org.jspecify.annotations.NullMarked;
