/**
 * The default network, and security groups. Read {@link
 * dev.kiln.localcloud.ec2.network.NetworkActions} first: it lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.network;

import org.jspecify.annotations.NullMarked;
