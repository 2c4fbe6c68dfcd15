/** Finds and removes expired resources by their tags: {@link Ec2JanitorActivities}. */
@NullMarked
package dev.kiln.activities.janitor;

import org.jspecify.annotations.NullMarked;
