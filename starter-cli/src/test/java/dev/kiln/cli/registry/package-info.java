@NullMarked
package dev.kiln.cli.registry;

import org.jspecify.annotations.NullMarked;
