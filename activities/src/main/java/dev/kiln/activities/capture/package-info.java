/**
 * Looking at instances of which images are to be taken. Read {@link
 * dev.kiln.activities.capture.Ec2CaptureActivities}.
 */
@NullMarked
package dev.kiln.activities.capture;

import org.jspecify.annotations.NullMarked;
