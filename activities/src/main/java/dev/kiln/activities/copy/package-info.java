/**
 * Copying images between regions. Read {@link dev.kiln.activities.copy.Ec2CopyActivities}; {@link
 * dev.kiln.activities.copy.CopyLimits} is what it learns of a region's limits.
 */
@NullMarked
package dev.kiln.activities.copy;

import org.jspecify.annotations.NullMarked;
