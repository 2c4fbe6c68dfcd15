/** Images in several regions: the flags that name keys, and what became of each region. */
@NullMarked
package dev.kiln.cli.regions;

import org.jspecify.annotations.NullMarked;
