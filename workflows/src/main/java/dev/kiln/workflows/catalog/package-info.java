/**
 * Reading the images there are, for {@code kiln ami list}, {@code describe}, {@code tree} and
 * {@code diff}. Read {@link dev.kiln.workflows.catalog.CatalogWorkflow}, then {@link
 * dev.kiln.workflows.catalog.LineageWorkflow}.
 */
@NullMarked
package dev.kiln.workflows.catalog;

import org.jspecify.annotations.NullMarked;
