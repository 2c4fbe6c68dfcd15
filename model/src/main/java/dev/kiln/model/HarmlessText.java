package dev.kiln.model;

import java.util.regex.Pattern;

/**
 * Text that somebody else's program printed, for a terminal. Sequences that would change colours,
 * clear the screen or set its title are removed, and so is everything else that no one can see.
 */
public final class HarmlessText {
  /** Control sequences, strings such as titles, and the short escapes; by ECMA-48. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u009c|\\u001b\\\\)?"
              + "|\\u001b[ -/]*[0-~]?");

  /** Controls but tab and line end, and marks that reverse the direction of what follows. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private static final Pattern RETURN = Pattern.compile("\\r\\n?");

  private HarmlessText() {}

  /** The text that remains. A line that was drawn over and over becomes several. */
  public static String of(String printed) {
    String plain = ESCAPE.matcher(printed).replaceAll("");
    return UNSEEN.matcher(RETURN.matcher(plain).replaceAll("\n")).replaceAll("");
  }
}
