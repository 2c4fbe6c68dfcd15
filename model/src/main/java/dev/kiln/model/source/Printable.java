package dev.kiln.model.source;

/**
 * Makes foreign text harmless in a terminal. An escape sequence in a template could rewrite the
 * screen, and an invisible character could show another text than the one that runs.
 */
public final class Printable {
  private static final int LONGEST = 60;

  private Printable() {}

  /** A value as messages show it: its first line, cut if it is long, in quotes. */
  public static String quoted(String value) {
    String line = value.lines().findFirst().orElse("").strip();
    return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line) + "'";
  }

  /** The text with each such character written as an escape. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(character -> shown.append(of(character)));
    return shown.toString();
  }

  /** One character as it may be printed. */
  static String of(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> control(character);
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          character > 0xFFFF ? "\\U%08x".formatted(character) : "\\u%04x".formatted(character);
      default -> Character.toString(character);
    };
  }

  private static String control(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\x%02x".formatted(character);
    };
  }
}
