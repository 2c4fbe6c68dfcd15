/**
 * Deletion of images. Read {@link dev.kiln.model.retire.UnusedImages} first, which finds the images
 * to delete. {@link dev.kiln.model.retire.ImageUse} is a reason to keep one, and {@link
 * dev.kiln.model.retire.Savings} the gain from deleting them.
 */
@NullMarked
package dev.kiln.model.retire;

import org.jspecify.annotations.NullMarked;
