/**
 * Removes what outlived its build. Read {@link dev.kiln.workflows.janitor.JanitorWorkflow}: hourly
 * by a schedule that workers create, and by hand as {@code kiln janitor}.
 */
@NullMarked
package dev.kiln.workflows.janitor;

import org.jspecify.annotations.NullMarked;
