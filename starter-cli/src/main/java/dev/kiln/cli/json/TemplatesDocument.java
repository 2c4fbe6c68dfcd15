package dev.kiln.cli.json;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Installed templates, as {@code template list} gives them. */
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
}
