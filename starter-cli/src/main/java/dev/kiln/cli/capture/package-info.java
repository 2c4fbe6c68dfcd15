/**
 * Creating images of instances: {@code kiln ami create} and {@code create-multi}. Read {@link
 * dev.kiln.cli.capture.CaptureFlags} first.
 */
@NullMarked
package dev.kiln.cli.capture;

import org.jspecify.annotations.NullMarked;
