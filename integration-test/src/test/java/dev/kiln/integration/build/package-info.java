/**
 * Builds of one or more layers, their plans and boot tests, and builds of many templates at once.
 */
@NullMarked
package dev.kiln.integration.build;

import org.jspecify.annotations.NullMarked;
