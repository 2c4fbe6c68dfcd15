/**
 * Programs that record the histories of the replay test. {@link
 * dev.kiln.integration.histories.RecordHistories} says how to run them.
 */
@NullMarked
package dev.kiln.integration.histories;

import org.jspecify.annotations.NullMarked;
