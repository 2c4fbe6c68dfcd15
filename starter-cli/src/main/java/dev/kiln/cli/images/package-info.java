/**
 * Inspecting images: list, describe, diff, tree. {@link dev.kiln.cli.images.Catalog} has a worker
 * read them; {@link dev.kiln.cli.images.ImageSearch} finds the one that a user names.
 */
@NullMarked
package dev.kiln.cli.images;

import org.jspecify.annotations.NullMarked;
