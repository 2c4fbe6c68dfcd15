/**
 * Waiting without holding anything: {@link dev.kiln.activities.waiting.OpenWaits} keeps activities
 * open without a thread, and {@link dev.kiln.activities.waiting.Watch} reads the state of all that
 * is waited for in one call, however many wait.
 */
@NullMarked
package dev.kiln.activities.waiting;

import org.jspecify.annotations.NullMarked;
