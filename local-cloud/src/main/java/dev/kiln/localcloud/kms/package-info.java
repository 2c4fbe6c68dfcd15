/** Encryption keys, as far as their names tell about them. */
@NullMarked
package dev.kiln.localcloud.kms;

import org.jspecify.annotations.NullMarked;
