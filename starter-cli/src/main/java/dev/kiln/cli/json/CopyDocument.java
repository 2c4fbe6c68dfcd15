package dev.kiln.cli.json;

import dev.kiln.cli.progress.CopyProgress;
import dev.kiln.cli.progress.CopySnapshot;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Copies of an image, as {@code ami copy} and {@code ami status} give them. */
public final class CopyDocument {
  private CopyDocument() {}

  /** Detached copies. */
  public static Map<String, Object> started(
      DistributeWorkflow.Request request, String id, Optional<String> webUi) {
    Map<String, Object> document = head(id, "started", webUi);
    document.put("name", request.name());
    document.put("source_ami", request.source().ami().value());
    document.put("source_region", request.source().region().value());
    return document;
  }

  /** Planned copies: regions without one are waiting. */
  public static Map<String, Object> ended(
      Map<String, Object> head, DistributeWorkflow.Report report, Optional<String> error) {
    Map<String, Object> document = whole(head, report);
    document.put("regions", RegionDocument.of(report.regions()));
    document.put("error", error);
    return document;
  }

  /** Copies in their current state. */
  public static Map<String, Object> running(Map<String, Object> head, CopyProgress progress) {
    Map<String, Object> document = whole(head, progress.report());
    CopySnapshot copies = progress.copies();
    document.put(
        "regions", copies.regions().stream().map(region -> region(region, copies)).toList());
    return document;
  }

  private static Map<String, Object> region(RegionReport region, CopySnapshot snapshot) {
    Map<String, Object> document = new LinkedHashMap<>(RegionDocument.of(List.of(region)).get(0));
    OptionalInt percent = snapshot.percent(region);
    document.put(
        "percent", percent.isPresent() ? Optional.of(percent.getAsInt()) : Optional.empty());
    return document;
  }

  private static Map<String, Object> whole(
      Map<String, Object> document, DistributeWorkflow.Report report) {
    document.put("name", report.name());
    document.put("source_ami", report.source().ami().value());
    document.put("source_region", report.source().region().value());
    document.put("elapsed_seconds", JsonText.seconds(report.elapsed()));
    return document;
  }

  /** The first fields of every document about copies. */
  public static Map<String, Object> head(String id, String status, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("copy_id", id);
    document.put("status", status);
    document.put("web_ui", webUi);
    return document;
  }
}
