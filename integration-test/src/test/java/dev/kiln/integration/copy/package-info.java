/** Copies to other regions, copies from other regions, and the checks before the first copy. */
@NullMarked
package dev.kiln.integration.copy;

import org.jspecify.annotations.NullMarked;
