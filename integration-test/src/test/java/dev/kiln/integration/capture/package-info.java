/** Images of running instances. */
@NullMarked
package dev.kiln.integration.capture;

import org.jspecify.annotations.NullMarked;
