package dev.kiln.cli.doctor;

import dev.kiln.cli.json.FindingsDocument;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one check of the installation.
 *
 * @param subject the checked part
 * @param fact the result
 * @param next the next step, if there is one
 */
record Finding(Verdict verdict, String subject, String fact, Optional<String> next) {
  /** The severity. */
  enum Verdict {
    OK,
    WARN,
    FAIL,
    /** Not checked. */
    SKIP
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

  /** In a failure's message, the next step follows the last semicolon. */
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
