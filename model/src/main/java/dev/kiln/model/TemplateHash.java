package dev.kiln.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The content hash of a template and its whole chain: the first 16 hex digits of a SHA-256. */
public record TemplateHash(@JsonValue String value) implements Comparable<TemplateHash> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /**
   * Reads one from its text form.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TemplateHash {
    Guard.matches(FORM, value, "template hash", "16 hexadecimal digits");
  }

  @Override
  public int compareTo(TemplateHash other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
