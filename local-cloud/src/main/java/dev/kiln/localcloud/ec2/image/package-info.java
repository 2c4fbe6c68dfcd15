/**
 * Images: made of an instance, a snapshot or another image; shared, retired, restored. Read {@link
 * dev.kiln.localcloud.ec2.image.ImageActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.image;

import org.jspecify.annotations.NullMarked;
