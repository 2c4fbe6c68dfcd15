package dev.kiln.model.template;

import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Optional;

/** A map in canonical form. Values of the wrong shape count as missing. */
record Section(Value.Fields fields) {
  static Section of(Value value) {
    return new Section(
        value instanceof Value.Fields map ? map : new Value.Fields(value.at(), List.of()));
  }

  Position at() {
    return fields.at();
  }

  /** The place of the key. */
  Optional<Position> at(String key) {
    return fields.field(key).map(Value.Field::at);
  }

  Section section(String key) {
    return of(fields.get(key).orElse(new Value.Nothing(fields.at())));
  }

  List<Section> sections(String key) {
    return items(key).stream().map(Section::of).toList();
  }

  List<Value> items(String key) {
    return fields
        .get(key)
        .filter(Value.Items.class::isInstance)
        .map(list -> ((Value.Items) list).values())
        .orElse(List.of());
  }

  Optional<Located<String>> text(String key) {
    return fields.get(key).flatMap(Section::scalar);
  }

  Optional<String> string(String key) {
    return text(key).map(Located::value);
  }

  Optional<Integer> number(String key) {
    return string(key).map(Integer::valueOf);
  }

  Optional<Boolean> flag(String key) {
    return string(key).map(Boolean::valueOf);
  }

  List<Located<String>> texts(String key) {
    return items(key).stream().flatMap(item -> scalar(item).stream()).toList();
  }

  List<String> strings(String key) {
    return texts(key).stream().map(Located::value).toList();
  }

  static Optional<Located<String>> scalar(Value value) {
    return value instanceof Value.Scalar scalar
        ? Optional.of(new Located<>(scalar.at(), scalar.text()))
        : Optional.empty();
  }
}
