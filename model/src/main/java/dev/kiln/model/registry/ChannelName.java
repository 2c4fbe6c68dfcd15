package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A name that consumers use to get a release without knowing its id. */
public record ChannelName(@JsonValue String value) implements Comparable<ChannelName> {
  /** Valid both in file names and in parameter names. */
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  /** The newest build; it may not be validated yet. */
  public static final ChannelName DEV = new ChannelName("dev");

  /** The release for users. */
  public static final ChannelName STABLE = new ChannelName("stable");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "cannot read channel '%s': expected up to 40 of a-z, 0-9 and -, as in stable"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(ChannelName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
