/**
 * The hands: what a worker needs to act on AWS. Read {@link dev.kiln.activities.KilnActivities}: it
 * makes the activities of all interfaces from {@link dev.kiln.activities.aws.CloudSettings}.
 */
@NullMarked
package dev.kiln.activities;

import org.jspecify.annotations.NullMarked;
