package dev.kiln.model.source;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One problem in a text.
 *
 * @param message the fact and the expectation
 * @param hint what to do about it; never empty, because a problem without advice is a riddle
 */
public record Diagnostic(Severity severity, Position position, String message, String hint) {
  public Diagnostic {
    if (hint.isBlank()) {
      throw new IllegalArgumentException("cannot report '" + message + "': it needs a hint");
    }
  }

  /** A problem that stops the build. */
  public static Diagnostic error(Position position, String message, String hint) {
    return new Diagnostic(Severity.ERROR, position, message, hint);
  }

  /** A problem that does not stop the build. */
  public static Diagnostic warning(Position position, String message, String hint) {
    return new Diagnostic(Severity.WARNING, position, message, hint);
  }

  /** The same without the line of the text, for a line that no log may keep. */
  public Diagnostic withoutText() {
    return new Diagnostic(severity, position.withoutText(), message, hint);
  }

  /** For people: the message, then the line of the text with carets under the place. */
  public String shown() {
    return Stream.concat(Stream.of(toString()), Excerpt.of(position).stream())
        .collect(Collectors.joining("\n"));
  }

  /** The message on one line, in the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    String prefix = severity == Severity.WARNING ? "warning: " : "";
    return Printable.of(position + ": " + prefix + message + "; " + hint);
  }
}
