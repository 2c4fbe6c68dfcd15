package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import dev.kiln.model.source.Position;
import dev.kiln.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map with keys of the template language.
 *
 * @param marker the key that tells such a map from others in its place; absent if it stands alone
 */
record RecordOf(KeySet keys, Optional<String> marker) implements Shape {
  @Override
  public String label() {
    return keys.title();
  }

  @Override
  public Map<String, Object> jsonSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : keys.keys()) {
      key.spellings().forEach(spelling -> properties.put(spelling, key.jsonSchema(spelling)));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (keys.extensible()) {
      schema.put("patternProperties", Json.object("^x-", Json.object()));
    }
    schema.put("additionalProperties", false);
    List<Object> needed =
        keys.keys().stream()
            .filter(key -> key.need() == Key.Need.REQUIRED)
            .map(Key::anySpelling)
            .toList();
    if (!needed.isEmpty()) {
      schema.put("allOf", needed);
    }
    return schema;
  }

  @Override
  public List<KeySet> parts() {
    return List.of(keys);
  }

  @Override
  public String advice() {
    return "write a map with the keys " + String.join(", ", keys.names());
  }

  @Override
  public boolean accepts(Value value) {
    return value instanceof Value.Fields map
        && marker.map(key -> map.field(key).isPresent()).orElse(true);
  }

  @Override
  public Value conform(Value value, Reading reading) {
    Map<String, Value.Field> conformed = new LinkedHashMap<>();
    Map<String, Value.Field> seen = new LinkedHashMap<>();
    for (Value.Field field : ((Value.Fields) value).fields()) {
      if (keys.isExtension(field.key())) {
        continue;
      }
      Optional<Key> key = keys.find(field.key());
      if (key.isEmpty()) {
        unknown(field, reading);
        continue;
      }
      Value.Field earlier = seen.putIfAbsent(key.get().name(), field);
      if (earlier != null) {
        saidTwice(field, earlier, reading);
      } else if (field.value() instanceof Value.Nothing) {
        reading
            .findings()
            .warning(field.at(), "'" + field.key() + "' has no value", "remove the key");
      } else {
        Value inner = key.get().shape().check(field.value(), reading);
        conformed.put(key.get().name(), new Value.Field(field.at(), key.get().name(), inner));
      }
    }
    missing(value.at(), conformed, reading);
    return new Value.Fields(value.at(), List.copyOf(conformed.values()));
  }

  private void unknown(Value.Field field, Reading reading) {
    String message = "unknown key '" + field.key() + "' in " + keys.title();
    String hint =
        keys.nearest(field.key())
            .map(near -> "write '" + near + "'")
            .orElse("known keys are " + String.join(", ", keys.names()));
    if (reading.lenient()) {
      reading.findings().warning(field.at(), message, hint);
    } else {
      reading.findings().error(field.at(), message, hint);
    }
  }

  private static void saidTwice(Value.Field field, Value.Field earlier, Reading reading) {
    reading
        .findings()
        .error(
            field.at(),
            "'" + field.key() + "' means the same as '" + earlier.key() + "'",
            "that one is on line " + earlier.at().line() + ": keep one of them");
  }

  private void missing(Position at, Map<String, Value.Field> found, Reading reading) {
    for (Key key : keys.keys()) {
      if (key.need() == Key.Need.REQUIRED && !found.containsKey(key.name())) {
        reading
            .findings()
            .error(
                at,
                keys.title() + " needs the key '" + key.name() + "'",
                "add `" + key.name() + ":`, " + key.shape().label());
      }
    }
  }
}
