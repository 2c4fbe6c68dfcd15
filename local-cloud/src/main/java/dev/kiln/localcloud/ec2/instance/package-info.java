/**
 * Instances: launching, stopping and describing them, and instance types. Read {@link
 * dev.kiln.localcloud.ec2.instance.InstanceActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.instance;

import org.jspecify.annotations.NullMarked;
