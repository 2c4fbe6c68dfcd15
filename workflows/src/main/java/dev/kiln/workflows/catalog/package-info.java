/**
 * Reading the images there are, for {@code kiln ami list}, {@code describe} and {@code tree}. Read
 * {@link dev.kiln.workflows.catalog.CatalogWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.catalog;

import org.jspecify.annotations.NullMarked;
