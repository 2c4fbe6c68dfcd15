/**
 * The volumes of instances. Read {@link dev.kiln.localcloud.ec2.volume.VolumeActions} first: it
 * lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.volume;

import org.jspecify.annotations.NullMarked;
