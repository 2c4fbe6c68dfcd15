/**
 * The result of compiling a template: {@link dev.kiln.model.layer.LayerSpec}, the scripts and
 * checks of one layer, ready to run on a builder. This package does not depend on files, YAML or
 * AWS.
 */
@NullMarked
package dev.kiln.model.layer;

import org.jspecify.annotations.NullMarked;
