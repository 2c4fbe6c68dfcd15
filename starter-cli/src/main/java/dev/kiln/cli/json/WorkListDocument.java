package dev.kiln.cli.json;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds and other work, as {@code build list} gives them. */
public final class WorkListDocument {
  private WorkListDocument() {}

  /** One piece of work. */
  public static Map<String, Object> of(
      String id,
      String kind,
      String status,
      Instant started,
      Duration elapsed,
      Optional<String> template,
      Optional<String> region) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", id);
    document.put("kind", kind);
    document.put("status", status);
    document.put("started", started.toString());
    document.put("elapsed_seconds", elapsed.toSeconds());
    document.put("template", template);
    document.put("region", region);
    return document;
  }
}
