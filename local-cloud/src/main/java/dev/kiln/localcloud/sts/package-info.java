/** STS: who the caller is, and keys that act for another account. */
@NullMarked
package dev.kiln.localcloud.sts;

import org.jspecify.annotations.NullMarked;
