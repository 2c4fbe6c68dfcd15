/**
 * Copying images between regions. Read {@link dev.kiln.activities.copy.Ec2CopyActivities}; {@link
 * dev.kiln.activities.copy.CopyLimits} learns how many copies a region accepts.
 */
@NullMarked
package dev.kiln.activities.copy;

import org.jspecify.annotations.NullMarked;
