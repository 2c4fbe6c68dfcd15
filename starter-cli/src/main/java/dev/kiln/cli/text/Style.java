package dev.kiln.cli.text;

/**
 * Colours and symbols, or none of them. They never say anything that the words do not say too.
 *
 * @param coloured whether escape sequences may be written
 * @param symbols whether marks go before lines
 */
public record Style(boolean coloured, boolean symbols) {
  /** For files, pipes and terminals that can do nothing but print. */
  public static final Style PLAIN = new Style(false, false);

  private static final String RESET = "\u001b[0m";

  public String bold(String text) {
    return in("\u001b[1m", text);
  }

  public String dim(String text) {
    return in("\u001b[2m", text);
  }

  /** For what went well. */
  public String good(String text) {
    return in("\u001b[32m", text);
  }

  /** For what went wrong. */
  public String bad(String text) {
    return in("\u001b[31m", text);
  }

  /** For what wants attention. */
  public String notable(String text) {
    return in("\u001b[33m", text);
  }

  /** What goes before a line about something done; nothing where there are no symbols. */
  public String done() {
    return symbols ? good("✓") + " " : "";
  }

  /** What goes before a line about something that failed. */
  public String failed() {
    return symbols ? bad("✗") + " " : "";
  }

  /** What goes before a line about something to come or under way. */
  public String ahead() {
    return symbols ? notable("●") + " " : "";
  }

  private String in(String colour, String text) {
    return coloured && !text.isEmpty() ? colour + text + RESET : text;
  }
}
