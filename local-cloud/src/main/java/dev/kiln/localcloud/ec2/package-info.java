/**
 * EC2: resources, their state machines and the actions on them. Each {@code …Actions} class is one
 * chapter of the API; what they share is in {@link dev.kiln.localcloud.datacenter.Datacenter}, the
 * type to read first.
 */
@NullMarked
package dev.kiln.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
