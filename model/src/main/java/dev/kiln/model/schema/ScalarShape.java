package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import dev.kiln.model.source.Printable;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A single value: a text, a number, a boolean or a choice. */
sealed interface ScalarShape extends Shape
    permits ScalarShape.Text, ScalarShape.Whole, ScalarShape.Flag, ScalarShape.Choice, ScriptShape {
  /** The problem of the text after placeholders are replaced; empty if it is valid. */
  Optional<String> violation(String text);

  /** The text in canonical spelling. */
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
   * @param form the pattern that the whole text must match
   */
  record Text(String label, Pattern form, int maxLength) implements ScalarShape {
    @Override
    public Map<String, Object> jsonSchema() {
      // A number is accepted too: the user may write 1.0 as a text, and YAML reads a number.
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
              text.isBlank() ? "the text is empty" : Printable.quoted(text) + " is not valid here");
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
      return good ? Optional.empty() : Optional.of(Printable.quoted(text) + " is not valid here");
    }
  }

  /** A boolean. */
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
        default -> Optional.of(Printable.quoted(text) + " is not valid here");
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

  /** One of a list of words. */
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
      return Optional.of(Printable.quoted(text) + " is not valid here" + guess);
    }
  }
}
