package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A key of the template language.
 *
 * @param name the canonical spelling
 * @param aliases other spellings in use, read as {@code name}
 * @param description one or two sentences for the reference page and for editors
 */
public record Key(String name, List<String> aliases, Shape shape, Need need, String description) {

  public Key {
    aliases = List.copyOf(aliases);
  }

  /** Whether a map must have the key, may have it, or carries it for other tools. */
  public enum Need {
    REQUIRED,
    OPTIONAL,
    /** For other tools; kept unchanged, with no effect on the image. */
    CARRIED
  }

  static Key required(String name, Shape shape, String description, String... aliases) {
    return new Key(name, List.of(aliases), shape, Need.REQUIRED, description);
  }

  static Key optional(String name, Shape shape, String description, String... aliases) {
    return new Key(name, List.of(aliases), shape, Need.OPTIONAL, description);
  }

  static Key carried(String name) {
    return new Key(name, List.of(), new Shape.Anything(), Need.CARRIED, "Read by other tools.");
  }

  Stream<String> spellings() {
    return Stream.concat(Stream.of(name), aliases.stream());
  }

  /** Its value's JSON Schema; an alias is marked as deprecated. */
  Map<String, Object> jsonSchema(String spelling) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "description",
        spelling.equals(name) ? description : "The same as `" + name + "`. " + description);
    if (!spelling.equals(name)) {
      schema.put("deprecated", true);
    }
    schema.putAll(shape.jsonSchema());
    return schema;
  }

  /** The JSON Schema that requires the key in any of its spellings. */
  Object anySpelling() {
    return Json.object(
        "anyOf", spellings().map(spelling -> Json.object("required", List.of(spelling))).toList());
  }
}
