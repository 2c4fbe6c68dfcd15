/**
 * Deletes, disables and deprecates images. Read {@link dev.kiln.workflows.retire.RetireWorkflow}
 * first: it does what the user decided, and finishes even if its worker dies. {@link
 * dev.kiln.workflows.retire.RetirePlanWorkflow} finds the uses of images and changes nothing.
 */
@NullMarked
package dev.kiln.workflows.retire;

import org.jspecify.annotations.NullMarked;
