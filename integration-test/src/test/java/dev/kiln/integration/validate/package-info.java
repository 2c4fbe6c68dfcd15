/** Checks of finished images. */
@NullMarked
package dev.kiln.integration.validate;

import org.jspecify.annotations.NullMarked;
