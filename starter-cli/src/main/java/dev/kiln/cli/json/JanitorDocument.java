package dev.kiln.cli.json;

import dev.kiln.workflows.janitor.JanitorActivities;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Expired resources, as {@code janitor} gives them. */
public final class JanitorDocument {
  private JanitorDocument() {}

  /** The document of a report. */
  public static Map<String, Object> of(JanitorWorkflow.Report report, boolean dryRun) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", dryRun);
    document.put("expired", report.expired().stream().map(JanitorDocument::document).toList());
    document.put("problems", report.problems());
    return document;
  }

  private static Map<String, Object> document(JanitorActivities.Expired expired) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", expired.kind().name().toLowerCase(Locale.ROOT));
    document.put("id", expired.id());
    document.put("region", expired.region().value());
    document.put("name", expired.name());
    document.put("expired_at", expired.at().toString());
    return document;
  }
}
