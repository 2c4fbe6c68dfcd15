/**
 * The workflow of one image, on an in-memory double of the cloud that is quick and obeys the test.
 * Start with {@link dev.kiln.integration.image.Bench}.
 */
@NullMarked
package dev.kiln.integration.image;

import org.jspecify.annotations.NullMarked;
