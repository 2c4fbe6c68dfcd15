/**
 * Images as Kiln keeps them: {@link dev.kiln.model.image.ImageKey} is the cache key, {@link
 * dev.kiln.model.image.ImageTags} the tags that carry it, {@link dev.kiln.model.image.KilnImage}
 * what is read back.
 */
@NullMarked
package dev.kiln.model.image;

import org.jspecify.annotations.NullMarked;
