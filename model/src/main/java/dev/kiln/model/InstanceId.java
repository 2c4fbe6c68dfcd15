package dev.kiln.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The id of a virtual machine. */
public record InstanceId(@JsonValue String value) implements Comparable<InstanceId> {
  private static final Pattern FORM = Pattern.compile("i-[0-9a-f]{8,17}");

  /**
   * Reads one from its text form.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public InstanceId {
    Guard.matches(FORM, value, "instance id", "i- and 8 to 17 hexadecimal digits");
  }

  @Override
  public int compareTo(InstanceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
