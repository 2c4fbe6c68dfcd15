/**
 * What a template becomes once it is read, resolved and compiled: {@link
 * dev.kiln.model.layer.LayerSpec}, the scripts and checks of one layer, ready to be run on a
 * builder. Nothing in here knows of files, YAML or AWS.
 */
@NullMarked
package dev.kiln.model.layer;

import org.jspecify.annotations.NullMarked;
