package dev.kiln.cli.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of {@code doctor}. */
public final class FindingsDocument {
  private FindingsDocument() {}

  /** The document of all findings. */
  public static Map<String, Object> of(List<Map<String, Object>> findings) {
    return Map.of("findings", findings);
  }

  /**
   * One finding.
   *
   * @param verdict {@code ok}, {@code warn} or {@code fail}
   * @param next the next step
   */
  public static Map<String, Object> finding(
      String verdict, String subject, String fact, Optional<String> next) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict);
    document.put("subject", subject);
    document.put("fact", fact);
    document.put("next", next);
    return document;
  }
}
