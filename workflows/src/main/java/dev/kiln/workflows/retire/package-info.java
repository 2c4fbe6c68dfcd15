/**
 * The end of images. {@link dev.kiln.workflows.retire.RetirePlanWorkflow} finds out what uses them
 * and changes nothing; {@link dev.kiln.workflows.retire.RetireWorkflow}, to be read first, does
 * what was decided, and finishes it whatever happens to its worker.
 */
@NullMarked
package dev.kiln.workflows.retire;

import org.jspecify.annotations.NullMarked;
