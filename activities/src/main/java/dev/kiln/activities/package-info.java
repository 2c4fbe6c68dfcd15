/**
 * The hands: everything that a worker needs to act on AWS. Read {@link
 * dev.kiln.activities.KilnActivities}, which creates the activities of all interfaces.
 */
@NullMarked
package dev.kiln.activities;

import org.jspecify.annotations.NullMarked;
