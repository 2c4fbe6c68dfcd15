/**
 * The activities of one image, on EC2 and Systems Manager. {@link
 * dev.kiln.activities.image.Ec2BuilderActivities} is the longest walk: launch, ready, setup,
 * checks, stop. {@link dev.kiln.activities.image.ImageLeases} is how a build waits for a run that
 * others share.
 */
@NullMarked
package dev.kiln.activities.image;

import org.jspecify.annotations.NullMarked;
