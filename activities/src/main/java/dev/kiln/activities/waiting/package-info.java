/**
 * Waiting without holding a thread: {@link dev.kiln.activities.waiting.OpenWaits} keeps activities
 * open, and {@link dev.kiln.activities.waiting.Watch} reads the state of all awaited things in one
 * call, however many waits there are.
 */
@NullMarked
package dev.kiln.activities.waiting;

import org.jspecify.annotations.NullMarked;
