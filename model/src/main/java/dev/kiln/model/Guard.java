package dev.kiln.model;

import java.util.regex.Pattern;

/** Rejects malformed identifiers, always with the same message. */
final class Guard {
  private Guard() {}

  /** Returns {@code value} if it matches, else throws {@link IllegalArgumentException}. */
  static String matches(Pattern pattern, String value, String what, String expected) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "cannot read " + what + " '" + value + "': expected " + expected);
    }
    return value;
  }
}
