/**
 * The default network, and security groups. Read {@link
 * dev.kiln.localcloud.ec2.network.NetworkActions} first: it lists the actions, together with {@link
 * dev.kiln.localcloud.ec2.network.SecurityGroupActions}.
 */
@NullMarked
package dev.kiln.localcloud.ec2.network;

import org.jspecify.annotations.NullMarked;
