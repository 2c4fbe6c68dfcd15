package dev.kiln.model.template;

import dev.kiln.model.source.Position;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A value that the user of a template may choose.
 *
 * @param preset its default value
 * @param choices its permitted values; only for a choice
 */
public record Parameter(
    Position at,
    String name,
    Type type,
    Optional<String> preset,
    List<String> choices,
    Optional<Long> min,
    Optional<Long> max,
    Optional<String> pattern,
    Optional<String> description) {

  private static final int MAX_LENGTH = 4096;

  /** The type of its value. */
  public enum Type {
    STRING,
    INT,
    BOOL,
    CHOICE;

    static Type of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Parameter {
    choices = List.copyOf(choices);
  }

  /** The problem of a value; empty if it is valid. */
  public Optional<String> violation(String value) {
    if (value.length() > MAX_LENGTH) {
      return Optional.of("it is longer than " + MAX_LENGTH + " characters");
    }
    return switch (type) {
      case STRING ->
          pattern.filter(form -> !matches(form, value)).map(form -> "it must match " + form);
      case BOOL ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of("it must be true or false");
      case CHOICE ->
          choices.contains(value)
              ? Optional.empty()
              : Optional.of("it must be one of " + String.join(", ", choices));
      case INT -> numberViolation(value);
    };
  }

  private Optional<String> numberViolation(String value) {
    if (!value.matches("-?\\d{1,15}")) {
      return Optional.of("it must be a whole number");
    }
    long number = Long.parseLong(value);
    if (min.isPresent() && number < min.get()) {
      return Optional.of("it must be at least " + min.get());
    }
    return max.isPresent() && number > max.get()
        ? Optional.of("it must be at most " + max.get())
        : Optional.empty();
  }

  private static boolean matches(String form, String value) {
    try {
      return Pattern.compile(form).matcher(value).matches();
    } catch (PatternSyntaxException refusedWhenRead) {
      return false;
    }
  }
}
