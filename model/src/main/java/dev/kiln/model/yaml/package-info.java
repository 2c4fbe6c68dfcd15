/**
 * YAML as positioned values: what SnakeYAML composes, guarded against hostile input and freed of
 * anchors, types and styles. Read {@link dev.kiln.model.yaml.Value} first; {@link
 * dev.kiln.model.yaml.YamlReader} makes them.
 */
@NullMarked
package dev.kiln.model.yaml;

import org.jspecify.annotations.NullMarked;
