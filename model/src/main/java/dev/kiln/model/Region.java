package dev.kiln.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An AWS region, by its code. */
public record Region(@JsonValue String value) implements Comparable<Region> {
  private static final Pattern FORM = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]");

  /** The region to use when the user names none; it is AWS's own first choice. */
  public static final Region LAST_RESORT = new Region("us-east-1");

  /**
   * Reads one from its text form.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Region {
    Guard.matches(FORM, value, "region", "a form like us-east-1");
  }

  @Override
  public int compareTo(Region other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
