/** EBS direct: {@link dev.kiln.localcloud.ebs.Ebs} compares snapshots. */
@NullMarked
package dev.kiln.localcloud.ebs;

import org.jspecify.annotations.NullMarked;
