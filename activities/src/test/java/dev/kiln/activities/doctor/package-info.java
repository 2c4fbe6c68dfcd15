/** What an examination reads out of AWS's replies. */
@NullMarked
package dev.kiln.activities.doctor;

import org.jspecify.annotations.NullMarked;
