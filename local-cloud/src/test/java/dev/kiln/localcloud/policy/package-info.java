/** Policies, evaluated. */
@NullMarked
package dev.kiln.localcloud.policy;

import org.jspecify.annotations.NullMarked;
