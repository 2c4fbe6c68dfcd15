/**
 * Deleting and disabling images, and the uses that forbid it. Start with {@link
 * dev.kiln.integration.retire.RetireStage}.
 */
@NullMarked
package dev.kiln.integration.retire;

import org.jspecify.annotations.NullMarked;
