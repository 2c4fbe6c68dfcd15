/** Encryption keys, known by their names only. */
@NullMarked
package dev.kiln.localcloud.kms;

import org.jspecify.annotations.NullMarked;
