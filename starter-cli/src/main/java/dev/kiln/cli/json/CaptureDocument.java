package dev.kiln.cli.json;

import dev.kiln.cli.progress.CaptureProgress;
import dev.kiln.workflows.capture.CaptureWorkflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A capture in JSON. */
public final class CaptureDocument {
  private CaptureDocument() {}

  public static Map<String, Object> started(
      CaptureWorkflow.Request request, String id, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("creation_id", id);
    document.put("name", request.name());
    document.put("instance", request.instance());
    document.put("region", request.region().value());
    document.put("status", "started");
    document.put("web_ui", webUi);
    return document;
  }

  /**
   * The document of its progress.
   *
   * @param status the state of its workflow, in one word
   */
  public static Map<String, Object> of(CaptureProgress progress, String id, String status) {
    CaptureWorkflow.Report report = progress.report();
    CaptureCosts costs = CaptureCosts.of(report);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("creation_id", id);
    document.put("ami_id", JsonText.text(report.ami()));
    document.put("name", report.request().name());
    document.put("ami_name", report.amiName());
    document.put("template_name", report.request().template());
    document.put(
        "instance_id",
        report.instance().map(found -> found.id().value()).orElse(report.request().instance()));
    document.put("region", report.request().region().value());
    document.put("status", status);
    document.put("progress", progress.percent());
    document.put("stage", report.stage().toString().toLowerCase(Locale.ROOT));
    document.put("message", report.stage().label());
    document.put("elapsed_seconds", JsonText.seconds(report.elapsed()));
    document.put("estimated_remaining_seconds", progress.remaining().map(Duration::toSeconds));
    document.put("stored_bytes", report.storedBytes());
    document.put("storage_cost_per_month", costs.storageMonth());
    document.put("creation_cost", costs.creation());
    document.put("regions", RegionDocument.of(report.regions()));
    document.put("refused", report.refused());
    return document;
  }
}
