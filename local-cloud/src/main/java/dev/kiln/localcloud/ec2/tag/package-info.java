/**
 * Tags on every kind of resource. Read {@link dev.kiln.localcloud.ec2.tag.TagActions} first: it
 * lists every action.
 */
@NullMarked
package dev.kiln.localcloud.ec2.tag;

import org.jspecify.annotations.NullMarked;
