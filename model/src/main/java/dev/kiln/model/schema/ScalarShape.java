package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import dev.kiln.model.source.Printable;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A single value: a text, a number, a switch or a choice. */
sealed interface ScalarShape extends Shape {
  /** What is wrong with the text once placeholders are replaced; empty if nothing is. */
  Optional<String> violation(String text);

  /** The text in its one spelling. */
  default String canonical(String text) {
    return text;
  }

  @Override
  default boolean accepts(Value value) {
    return value instanceof Value.Scalar;
  }

  @Override
  default Value conform(Value value, Reading reading) {
    Value.Scalar scalar = (Value.Scalar) value;
    String text = reading.substitution().apply(scalar, reading.findings());
    Optional<String> violation = violation(text);
    violation.ifPresent(fact -> reading.findings().error(scalar.at(), fact, advice()));
    return violation.isPresent()
        ? new Value.Nothing(scalar.at())
        : scalar.withText(canonical(text));
  }

  /**
   * A text.
   *
   * @param form what the whole of it must match
   */
  record Text(String label, Pattern form, int maxLength) implements ScalarShape {
    @Override
    public Map<String, Object> jsonSchema() {
      // A number is as good as a text: YAML decides that 1.0 is one, and the user does not.
      return PlaceholderSchema.or(
          Json.object(
              "type",
              List.of("string", "number", "boolean"),
              "pattern",
              "^(?:" + form.pattern() + ")$",
              "maxLength",
              maxLength));
    }

    @Override
    public Optional<String> violation(String text) {
      if (text.length() > maxLength) {
        return Optional.of("the text has " + text.length() + " characters, more than " + maxLength);
      }
      return form.matcher(text).matches()
          ? Optional.empty()
          : Optional.of(
              text.isBlank() ? "the text is empty" : Printable.quoted(text) + " does not fit here");
    }
  }

  /** A whole number. Quotes are allowed, because a placeholder needs them. */
  record Whole(long min, long max) implements ScalarShape {
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,15}");

    @Override
    public Map<String, Object> jsonSchema() {
      return PlaceholderSchema.or(Json.object("type", "integer", "minimum", min, "maximum", max));
    }

    @Override
    public String label() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public Optional<String> violation(String text) {
      boolean good =
          DIGITS.matcher(text).matches()
              && Long.parseLong(text) >= min
              && Long.parseLong(text) <= max;
      return good ? Optional.empty() : Optional.of(Printable.quoted(text) + " does not fit here");
    }
  }

  /** Yes or no. */
  record Flag() implements ScalarShape {
    @Override
    public Map<String, Object> jsonSchema() {
      return PlaceholderSchema.or(Json.object("type", "boolean"));
    }

    @Override
    public String label() {
      return "true or false";
    }

    @Override
    public Optional<String> violation(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "false", "yes", "no", "on", "off" -> Optional.empty();
        default -> Optional.of(Printable.quoted(text) + " does not fit here");
      };
    }

    @Override
    public String canonical(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> "true";
        default -> "false";
      };
    }
  }

  /** One of a few words. */
  record Choice(List<String> words) implements ScalarShape {
    @Override
    public Map<String, Object> jsonSchema() {
      return PlaceholderSchema.or(Json.object("enum", words));
    }

    @Override
    public String label() {
      return String.join(" or ", words);
    }

    @Override
    public Optional<String> violation(String text) {
      if (words.contains(text)) {
        return Optional.empty();
      }
      String guess =
          NearestName.among(words, text).map(near -> "; nearest is '" + near + "'").orElse("");
      return Optional.of(Printable.quoted(text) + " does not fit here" + guess);
    }
  }
}
