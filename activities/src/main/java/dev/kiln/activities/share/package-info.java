/**
 * Permissions of EC2's images and snapshots. Read {@link
 * dev.kiln.activities.share.Ec2ShareActivities} first; {@link
 * dev.kiln.activities.share.SharingPreflight} lists the reasons for which AWS refuses.
 */
@NullMarked
package dev.kiln.activities.share;

import org.jspecify.annotations.NullMarked;
