/**
 * Finding what uses images, and ending them. A further kind of use is one more {@link
 * dev.kiln.activities.retire.UseCheck} in the list of {@link dev.kiln.activities.retire.UseChecks}.
 */
@NullMarked
package dev.kiln.activities.retire;

import org.jspecify.annotations.NullMarked;
