/**
 * Removes resources that outlived their build. Read {@link
 * dev.kiln.workflows.janitor.JanitorWorkflow}. A schedule that workers create runs it every hour;
 * {@code kiln janitor} runs it by hand.
 */
@NullMarked
package dev.kiln.workflows.janitor;

import org.jspecify.annotations.NullMarked;
