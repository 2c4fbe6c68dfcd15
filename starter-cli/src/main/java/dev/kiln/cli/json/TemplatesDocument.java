package dev.kiln.cli.json;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Templates, as {@code template list} and {@code template show} give them. */
public final class TemplatesDocument {
  private TemplatesDocument() {}

  /**
   * One template.
   *
   * @param parent its parent; {@code -} if none
   */
  public static Map<String, Object> row(String name, String description, String parent, Path file) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("description", description);
    document.put("extends", parent);
    document.put("file", file.toString());
    return document;
  }

  /**
   * The text of one template, as {@code template show} gives it.
   *
   * @param resolved whether its parents are merged into it
   */
  public static Map<String, Object> shown(String template, boolean resolved, String text) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", template);
    document.put("resolved", resolved);
    document.put("text", text);
    return document;
  }
}
