/** The clean-up of what crashed builds have left. */
@NullMarked
package dev.kiln.integration.janitor;

import org.jspecify.annotations.NullMarked;
