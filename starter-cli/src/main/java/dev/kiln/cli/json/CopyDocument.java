package dev.kiln.cli.json;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.follow.CopySnapshot;
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

  /** Copies that were started and left to themselves. */
  public static Map<String, Object> started(
      DistributeWorkflow.Request request, String id, Optional<String> webUi) {
    Map<String, Object> document = head(id, "started", webUi);
    document.put("name", request.name());
    document.put("source_ami", request.source().ami().value());
    document.put("source_region", request.source().region().value());
    return document;
  }

  /** Copies that are decided. */
  public static Map<String, Object> ended(
      String id,
      DistributeWorkflow.Report report,
      Optional<String> webUi,
      Optional<CliFailure> failure) {
    String status = report.isPartial() ? "partial" : "succeeded";
    return decided(head(id, status, webUi), report, failure);
  }

  /** Copies that would be made: regions that have none yet are waiting. */
  public static Map<String, Object> planned(String id, DistributeWorkflow.Report report) {
    return decided(head(id, "planned", Optional.empty()), report, Optional.empty());
  }

  private static Map<String, Object> decided(
      Map<String, Object> head, DistributeWorkflow.Report report, Optional<CliFailure> failure) {
    Map<String, Object> document = whole(head, report);
    document.put("regions", RegionDocument.of(report.regions()));
    document.put("error", failure.map(CliFailure::getMessage));
    return document;
  }

  /** Copies as they stand. */
  public static Map<String, Object> running(
      String id,
      String status,
      Optional<String> webUi,
      DistributeWorkflow.Report report,
      CopySnapshot snapshot) {
    Map<String, Object> document =
        whole(head(id, report.isPartial() ? "partial" : status, webUi), report);
    document.put(
        "regions", report.regions().stream().map(region -> region(region, snapshot)).toList());
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

  private static Map<String, Object> head(String id, String status, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("copy_id", id);
    document.put("status", status);
    document.put("web_ui", webUi);
    return document;
  }
}
