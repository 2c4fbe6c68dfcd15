package dev.kiln.model.yaml;

import dev.kiln.model.source.Position;
import java.util.List;
import java.util.Optional;

/**
 * A value in a YAML text and its place. Scalars stay as written: the reader of a key decides
 * whether {@code 3.10} is a number, not YAML.
 */
public sealed interface Value {
  /** The place of its first character. */
  Position at();

  /** Its kind, in words for a message. */
  String kind();

  /**
   * A scalar.
   *
   * @param indent the columns before its content, if it is a block ({@code |} or {@code >}); absent
   *     otherwise
   * @param folded whether YAML joined lines of it, as it does under {@code >}
   */
  record Scalar(Position at, String text, Optional<Integer> indent, boolean folded)
      implements Value {
    @Override
    public String kind() {
      return "text";
    }

    /** The place of one of its characters: exact in blocks, otherwise the place of the scalar. */
    public Position at(int offset) {
      if (indent.isEmpty()) {
        return at;
      }
      String before = text.substring(0, offset);
      int newlines = (int) before.chars().filter(c -> c == '\n').count();
      int column = indent.get() + before.codePointCount(before.lastIndexOf('\n') + 1, offset) + 1;
      return new Position(at.source(), at.line() + 1 + newlines, column);
    }

    /** The same place with another text, after substitution. */
    public Scalar withText(String other) {
      return new Scalar(at, other, indent, folded);
    }
  }

  /** A list. */
  record Items(Position at, List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A map, in the order of the file. */
  record Fields(Position at, List<Field> fields) implements Value {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public String kind() {
      return "a map";
    }

    /** The field of that key. */
    public Optional<Field> field(String key) {
      for (Field field : fields) {
        if (field.key().equals(key)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }

    /** The value under that key. */
    public Optional<Value> get(String key) {
      return field(key).map(Field::value);
    }
  }

  /** A key without a value. */
  record Nothing(Position at) implements Value {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /**
   * One entry of a map.
   *
   * @param at the place of the key
   */
  record Field(Position at, String key, Value value) {}
}
