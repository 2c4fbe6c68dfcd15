package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The template language as JSON Schema, so that editors complete and check it while the user types.
 */
public final class TemplateSchema {
  private TemplateSchema() {}

  /** The schema (draft 2020-12) as an indented text, the same at every call. */
  public static String json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Kiln template");
    schema.put("description", "A layer of a machine image.");
    schema.putAll(TemplateKeys.template().jsonSchema());
    schema.put(
        "anyOf",
        List.of(
            Json.object("required", List.of("name")),
            Json.object(
                "required",
                List.of("cluster"),
                "properties",
                Json.object("cluster", Json.object("required", List.of("name"))))));
    schema.put("$defs", Json.object(PlaceholderSchema.NAME, PlaceholderSchema.DEFINITION));
    return Json.pretty(schema);
  }
}
