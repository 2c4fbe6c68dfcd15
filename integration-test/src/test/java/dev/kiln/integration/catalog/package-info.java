/** What the account has: lists, trees, lineage and comparisons of images. */
@NullMarked
package dev.kiln.integration.catalog;

import org.jspecify.annotations.NullMarked;
