/**
 * Finding the users of images, and ending images. For a new kind of use, add a {@link
 * dev.kiln.activities.retire.UseCheck} to the list in {@link dev.kiln.activities.retire.UseChecks}.
 */
@NullMarked
package dev.kiln.activities.retire;

import org.jspecify.annotations.NullMarked;
