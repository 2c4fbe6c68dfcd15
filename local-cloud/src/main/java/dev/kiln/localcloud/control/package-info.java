/**
 * The control API of a rehearsal: faults to inject, the log of calls, the inventory and the content
 * of images. Read {@link dev.kiln.localcloud.control.ControlApi} first.
 */
@NullMarked
package dev.kiln.localcloud.control;

import org.jspecify.annotations.NullMarked;
