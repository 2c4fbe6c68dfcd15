package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import java.util.List;
import java.util.Map;

/** Accepts a placeholder in place of any scalar in the JSON Schema, as the parser does. */
final class PlaceholderSchema {
  static final String NAME = "placeholder";

  /** Under {@code $defs}. */
  static final Map<String, Object> DEFINITION =
      Json.object(
          "description", "A text with a parameter in it, as in {{.name}}.",
          "type", "string",
          "pattern", "\\{\\{.*\\}\\}");

  private PlaceholderSchema() {}

  static Map<String, Object> or(Map<String, Object> schema) {
    return Json.object("anyOf", List.of(schema, Json.object("$ref", "#/$defs/" + NAME)));
  }
}
