package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import dev.kiln.model.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The permitted values of a key. */
public sealed interface Shape
    permits Shape.Anything, ScalarShape, Shape.ListOf, Shape.MapOf, RecordOf, Shape.OneOf {
  /** In words, for messages and the reference page. */
  String label();

  /** Whether a value has the right kind, so that its details can be checked. */
  boolean accepts(Value value);

  /** The advice for a value of the wrong kind. */
  default String advice() {
    return "write " + label();
  }

  /** Its JSON Schema. */
  Map<String, Object> jsonSchema();

  /** The kinds of maps it may contain, for the reference page. */
  default List<KeySet> parts() {
    return List.of();
  }

  /**
   * Checks a value of the right kind and returns it in canonical form: aliases resolved,
   * placeholders replaced, a single item converted to a list where a list is expected.
   */
  Value conform(Value value, Reading reading);

  /** As {@link #conform}, but reports a value of the wrong kind. */
  default Value check(Value value, Reading reading) {
    if (accepts(value)) {
      return conform(value, reading);
    }
    reading.misfit(value, label(), advice());
    return new Value.Nothing(value.at());
  }

  /** Any value, for other tools. */
  record Anything() implements Shape {
    @Override
    public String label() {
      return "anything";
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return Json.object();
    }

    @Override
    public boolean accepts(Value value) {
      return true;
    }

    @Override
    public Value conform(Value value, Reading reading) {
      return value;
    }
  }

  /**
   * A list.
   *
   * @param single whether a single item is accepted as a list of one
   */
  record ListOf(Shape item, boolean single) implements Shape {
    @Override
    public String advice() {
      return "begin each item with a dash";
    }

    @Override
    public String label() {
      String one = item.label();
      return single ? one + ", or a list of them" : "a list, each item " + one;
    }

    @Override
    public Map<String, Object> jsonSchema() {
      Map<String, Object> list = Json.object("type", "array", "items", item.jsonSchema());
      return single ? Json.object("anyOf", List.of(item.jsonSchema(), list)) : list;
    }

    @Override
    public List<KeySet> parts() {
      return item.parts();
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Items || (single && item.accepts(value));
    }

    @Override
    public Value conform(Value value, Reading reading) {
      List<Value> items = value instanceof Value.Items list ? list.values() : List.of(value);
      List<Value> conformed = items.stream().map(each -> item.check(each, reading)).toList();
      return new Value.Items(value.at(), conformed);
    }
  }

  /**
   * A map whose keys the user chooses.
   *
   * @param entry the name of one entry, as in "tag"
   */
  record MapOf(Pattern keyForm, String keyLabel, String entry, Shape value) implements Shape {
    @Override
    public String label() {
      return "a map from " + keyLabel + " to " + value.label();
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return Json.object(
          "type", "object",
          "propertyNames", Json.object("pattern", "^(?:" + keyForm.pattern() + ")$"),
          "additionalProperties", value.jsonSchema());
    }

    @Override
    public List<KeySet> parts() {
      return value.parts();
    }

    @Override
    public boolean accepts(Value found) {
      return found instanceof Value.Fields;
    }

    @Override
    public Value conform(Value found, Reading reading) {
      List<Value.Field> fields = new ArrayList<>();
      for (Value.Field field : ((Value.Fields) found).fields()) {
        if (!keyForm.matcher(field.key()).matches()) {
          reading
              .findings()
              .error(
                  field.at(),
                  "'" + field.key() + "' is not a valid " + keyLabel,
                  "it must match " + keyForm.pattern());
        }
        fields.add(new Value.Field(field.at(), field.key(), entry(field.value(), reading)));
      }
      return new Value.Fields(found.at(), fields);
    }

    private Value entry(Value found, Reading reading) {
      boolean mayBeEmpty = value instanceof ScalarShape text && text.violation("").isEmpty();
      if (found instanceof Value.Nothing && mayBeEmpty) {
        reading.misfit(found, value.label(), "write \"\" for an empty " + entry);
        return found;
      }
      return value.check(found, reading);
    }
  }

  /** One of several shapes, distinguished by the kind of value. */
  record OneOf(List<Shape> shapes) implements Shape {
    static OneOf of(Shape... shapes) {
      return new OneOf(List.of(shapes));
    }

    @Override
    public String label() {
      return String.join(" or ", usual().stream().map(Shape::label).toList());
    }

    @Override
    public String advice() {
      return usual().size() == 1 ? usual().get(0).advice() : "write " + label();
    }

    /** Those that messages offer: not the forms that only other tools need. */
    private List<Shape> usual() {
      return shapes.stream()
          .filter(shape -> !(shape instanceof RecordOf map && map.marker().isPresent()))
          .toList();
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return Json.object("anyOf", shapes.stream().map(Shape::jsonSchema).toList());
    }

    @Override
    public List<KeySet> parts() {
      return shapes.stream().flatMap(shape -> shape.parts().stream()).toList();
    }

    @Override
    public boolean accepts(Value value) {
      return fitting(value).isPresent();
    }

    @Override
    public Value conform(Value value, Reading reading) {
      return fitting(value).map(shape -> shape.conform(value, reading)).orElse(value);
    }

    private Optional<Shape> fitting(Value value) {
      return shapes.stream().filter(shape -> shape.accepts(value)).findFirst();
    }
  }
}
