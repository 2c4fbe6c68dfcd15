package dev.kiln.model.source;

import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The same without the line of the text, for a line that no log may keep. */
  public Diagnostic withoutText() {
    return new Diagnostic(severity, position.withoutText(), message, hint);
  }

  /** For people: the one line, and the line of the text with carets under the place. */
  public String shown() {
    return Stream.concat(Stream.of(toString()), Excerpt.of(position).stream())
        .collect(Collectors.joining("\n"));
  }

  /** One line, in the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    String prefix = severity == Severity.WARNING ? "warning: " : "";
    return Printable.of(position + ": " + prefix + message + "; " + hint);
  }
}
