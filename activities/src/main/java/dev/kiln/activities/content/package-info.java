/** Looking inside images: {@link dev.kiln.activities.content.LocalContentActivities}. */
@NullMarked
package dev.kiln.activities.content;

import org.jspecify.annotations.NullMarked;
