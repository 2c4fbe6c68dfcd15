package dev.kiln.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The id of a machine image, unique within a region. */
public record AmiId(@JsonValue String value) implements Comparable<AmiId> {
  private static final Pattern FORM = Pattern.compile("ami-[0-9a-f]{8,17}");

  /**
   * Reads one from its text form.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AmiId {
    Guard.matches(
        FORM, value, "AMI id", "ami- and 8 to 17 hexadecimal digits, as in ami-0abcd1234ef567890");
  }

  @Override
  public int compareTo(AmiId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
