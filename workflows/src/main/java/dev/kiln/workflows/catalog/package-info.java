/**
 * Reads which images exist, for {@code kiln ami list}, {@code describe}, {@code tree} and {@code
 * diff}, and for every other workflow through {@link dev.kiln.workflows.catalog.CatalogActivities}.
 * Read {@link dev.kiln.workflows.catalog.CatalogWorkflow}, then {@link
 * dev.kiln.workflows.catalog.LineageWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.catalog;

import org.jspecify.annotations.NullMarked;
