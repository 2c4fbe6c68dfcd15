/** Tests of the state on disk. */
@NullMarked
package dev.kiln.localcloud.state;

import org.jspecify.annotations.NullMarked;
