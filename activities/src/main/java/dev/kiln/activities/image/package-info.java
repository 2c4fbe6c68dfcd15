/**
 * The activities of one image, on EC2 and Systems Manager. {@link
 * dev.kiln.activities.image.Ec2BuilderActivities} takes a builder all the way: launch, ready,
 * setup, checks, stop. With {@link dev.kiln.activities.image.ImageLeases}, builds share one run per
 * image.
 */
@NullMarked
package dev.kiln.activities.image;

import org.jspecify.annotations.NullMarked;
