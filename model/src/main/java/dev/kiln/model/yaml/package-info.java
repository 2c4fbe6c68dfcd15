/**
 * YAML as positioned values: the nodes of SnakeYAML, guarded against hostile input, without
 * anchors, types and styles. Read {@link dev.kiln.model.yaml.Value} first; {@link
 * dev.kiln.model.yaml.YamlReader} makes them.
 */
@NullMarked
package dev.kiln.model.yaml;

import org.jspecify.annotations.NullMarked;
