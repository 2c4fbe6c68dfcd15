package dev.kiln.model.yaml;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a space that looks like any other but separates nothing in YAML. Word processors and web
 * pages put it behind a colon, and YAML then notices only that the next line does not fit.
 */
public final class NoBreakSpace {
  private static final Pattern AFTER_KEY =
      Pattern.compile("[\\s-]*(?:[\\w.-]+:|-)(?<space>[\\u00a0\\u2007\\u202f\\u3000]).*");

  /** How many lines later YAML notices it at most. */
  private static final int NEAR = 5;

  private NoBreakSpace() {}

  /** The problem at or next above a line, if there is such a space after a key or dash. */
  static Optional<Diagnostic> above(TemplateSource source, int line) {
    List<String> lines = Lines.of(source);
    for (int i = Math.min(line, lines.size()); i >= Math.max(1, line - NEAR); i--) {
      Matcher found = AFTER_KEY.matcher(lines.get(i - 1));
      if (found.matches()) {
        int column = lines.get(i - 1).codePointCount(0, found.start("space")) + 1;
        return Optional.of(problem(new Position(source, i, column), found));
      }
    }
    return Optional.empty();
  }

  /** The problem of a text that was meant as a key and a value. */
  public static Optional<Diagnostic> in(Value value) {
    if (!(value instanceof Value.Scalar scalar) || scalar.indent().isPresent()) {
      return Optional.empty();
    }
    Matcher found = AFTER_KEY.matcher(scalar.text());
    if (!found.matches()) {
      return Optional.empty();
    }
    int column = scalar.at().column() + found.start("space");
    return Optional.of(
        problem(new Position(scalar.at().source(), scalar.at().line(), column), found));
  }

  private static Diagnostic problem(Position at, Matcher found) {
    return Diagnostic.error(
        at,
        "the character U+%04X is not a space in YAML"
            .formatted((int) found.group("space").charAt(0)),
        "replace it with a plain space");
  }
}
