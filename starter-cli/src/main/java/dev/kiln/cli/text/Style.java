package dev.kiln.cli.text;

/**
 * Colours and symbols, or none of them. They never carry information that the words lack.
 *
 * @param coloured whether escape sequences may be written
 * @param symbols whether marks go before lines
 */
public record Style(boolean coloured, boolean symbols) {
  /** For files, pipes and terminals without escape sequences. */
  public static final Style PLAIN = new Style(false, false);

  private static final String RESET = "\u001b[0m";

  public String bold(String text) {
    return in("\u001b[1m", text);
  }

  public String dim(String text) {
    return in("\u001b[2m", text);
  }

  /** For success. */
  public String good(String text) {
    return in("\u001b[32m", text);
  }

  /** For failure. */
  public String bad(String text) {
    return in("\u001b[31m", text);
  }

  /** For warnings. */
  public String notable(String text) {
    return in("\u001b[33m", text);
  }

  /** The prefix of a line about a finished step; empty without symbols. */
  public String done() {
    return symbols ? good("✓") + " " : "";
  }

  /** The prefix of a line about a failed step. */
  public String failed() {
    return symbols ? bad("✗") + " " : "";
  }

  /** The prefix of a line about a planned or running step. */
  public String ahead() {
    return symbols ? notable("●") + " " : "";
  }

  private String in(String colour, String text) {
    return coloured && !text.isEmpty() ? colour + text + RESET : text;
  }
}
