package dev.kiln.cli.json;

import dev.kiln.model.source.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings in templates, as {@code template validate} and {@code template lint} give it. */
public final class DiagnosticsDocument {
  private DiagnosticsDocument() {}

  /** The document of findings by template. */
  public static List<Map<String, Object>> of(Map<String, List<Diagnostic>> findings) {
    return findings.entrySet().stream()
        .map(entry -> template(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Object> template(String name, List<Diagnostic> findings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", name);
    document.put("findings", findings.stream().map(DiagnosticsDocument::finding).toList());
    return document;
  }

  private static Map<String, Object> finding(Diagnostic finding) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("severity", finding.severity().toString().toLowerCase(Locale.ROOT));
    document.put("file", finding.position().location());
    document.put("line", finding.position().line());
    document.put("column", finding.position().column());
    document.put("message", finding.message());
    document.put("hint", finding.hint());
    return document;
  }
}
