/** All workflows in one list: {@link dev.kiln.workflows.all.KilnWorkflows}. */
@NullMarked
package dev.kiln.workflows.all;

import org.jspecify.annotations.NullMarked;
