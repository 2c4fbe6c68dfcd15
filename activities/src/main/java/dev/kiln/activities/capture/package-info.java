/**
 * Examines instances before a capture. Read {@link
 * dev.kiln.activities.capture.Ec2CaptureActivities}.
 */
@NullMarked
package dev.kiln.activities.capture;

import org.jspecify.annotations.NullMarked;
