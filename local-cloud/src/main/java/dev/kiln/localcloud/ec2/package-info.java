/**
 * EC2: one package per noun, and in each an {@code …Actions} class that lists the actions of the
 * noun. Read {@link dev.kiln.localcloud.ec2.Ec2} first: it lists those classes.
 */
@NullMarked
package dev.kiln.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
