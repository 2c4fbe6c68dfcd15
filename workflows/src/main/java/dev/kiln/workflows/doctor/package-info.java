/**
 * Examines an account and proves it with a canary. Read {@link
 * dev.kiln.workflows.doctor.AccountWorkflow}; {@code kiln doctor --aws} runs it.
 */
@NullMarked
package dev.kiln.workflows.doctor;

import org.jspecify.annotations.NullMarked;
