@NullMarked
package dev.kiln.cli.retire;

import org.jspecify.annotations.NullMarked;
