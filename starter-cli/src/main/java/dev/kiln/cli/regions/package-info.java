/** Images in several regions: the flags for KMS keys, and the result in each region. */
@NullMarked
package dev.kiln.cli.regions;

import org.jspecify.annotations.NullMarked;
