/** An account is examined on a local cloud that lacks one thing at a time. */
@NullMarked
package dev.kiln.integration.doctor;

import org.jspecify.annotations.NullMarked;
