/** The rights of callers. Read {@link dev.kiln.localcloud.policy.Policy}. */
@NullMarked
package dev.kiln.localcloud.policy;

import org.jspecify.annotations.NullMarked;
