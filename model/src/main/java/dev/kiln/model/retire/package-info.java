/**
 * The end of images: what uses them ({@link dev.kiln.model.retire.ImageUse}), which of them nothing
 * needs ({@link dev.kiln.model.retire.UnusedImages}, the type to read first), and what deleting
 * them saves.
 */
@NullMarked
package dev.kiln.model.retire;

import org.jspecify.annotations.NullMarked;
