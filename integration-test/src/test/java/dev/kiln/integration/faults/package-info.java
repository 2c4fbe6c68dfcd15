/** Builds while AWS fails. {@code docs/reference/faults.md} names the test of each fault. */
@NullMarked
package dev.kiln.integration.faults;

import org.jspecify.annotations.NullMarked;
