package dev.kiln.model.source;

/**
 * One finding about a text.
 *
 * @param message what was found and what was expected
 * @param hint what to do about it; never empty, because a complaint without a way out is a riddle
 */
public record Diagnostic(Severity severity, Position position, String message, String hint) {
  public Diagnostic {
    if (hint.isBlank()) {
      throw new IllegalArgumentException("cannot report '" + message + "': it needs a hint");
    }
  }

  /** A finding that stops the build. */
  public static Diagnostic error(Position position, String message, String hint) {
    return new Diagnostic(Severity.ERROR, position, message, hint);
  }

  /** A finding that does not. */
  public static Diagnostic warning(Position position, String message, String hint) {
    return new Diagnostic(Severity.WARNING, position, message, hint);
  }

  /** In the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    String prefix = severity == Severity.WARNING ? "warning: " : "";
    return position + ": " + prefix + message + "; " + hint;
  }
}
