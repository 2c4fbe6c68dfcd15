package dev.kiln.cli.stack;

import dev.kiln.cli.json.FindingsDocument;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at the installation showed.
 *
 * @param subject what was looked at
 * @param fact what was found
 * @param next what to do about it; only where there is something to do
 */
record Finding(Verdict verdict, String subject, String fact, Optional<String> next) {
  /** How bad it is. */
  enum Verdict {
    OK,
    WARN,
    FAIL
  }

  static Finding ok(String subject, String fact) {
    return new Finding(Verdict.OK, subject, fact, Optional.empty());
  }

  static Finding warn(String subject, String fact, String next) {
    return new Finding(Verdict.WARN, subject, fact, Optional.of(next));
  }

  static Finding fail(String subject, String fact, String next) {
    return new Finding(Verdict.FAIL, subject, fact, Optional.of(next));
  }

  /** A failure's message says the next step after its last semicolon, as every message does. */
  static Finding failed(String subject, String message, String otherwise) {
    int semicolon = message.lastIndexOf("; ");
    return semicolon < 0
        ? fail(subject, message, otherwise)
        : fail(subject, message.substring(0, semicolon), message.substring(semicolon + 2));
  }

  /** The word before the line. */
  String mark() {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** The finding in a JSON document. */
  Map<String, Object> document() {
    return FindingsDocument.finding(mark(), subject, fact, next);
  }
}
