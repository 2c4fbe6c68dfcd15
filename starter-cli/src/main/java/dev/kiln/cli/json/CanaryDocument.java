package dev.kiln.cli.json;

import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A canary, as {@code doctor --aws --canary} gives it. */
public final class CanaryDocument {
  private CanaryDocument() {}

  /** The document of a canary that is under way. */
  public static Map<String, Object> running(
      String workflowId, String state, Optional<String> webUi, CanaryWorkflow.Progress progress) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("workflow_id", workflowId);
    document.put("status", state);
    document.put("web_ui", webUi);
    document.put("step", progress.step().name().toLowerCase(Locale.ROOT));
    return document;
  }

  /** The document of a report. */
  public static Map<String, Object> of(
      CanaryWorkflow.Report report, String workflowId, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("workflow_id", workflowId);
    document.put("status", report.succeeded() ? "succeeded" : "failed");
    document.put("web_ui", webUi);
    document.put("region", report.request().region().value());
    document.put("copied_to", report.request().copyTo().value());
    document.put("elapsed_seconds", seconds(report.elapsed()));
    document.put("took_seconds", took(report));
    document.put("estimated_dollars", report.dollars());
    document.put("deleted", report.deleted());
    document.put("left", report.left());
    document.put("differences", report.differences());
    document.put("error", report.failure());
    return document;
  }

  /** The durations that somebody would compare with those of another account. */
  private static Map<String, Object> took(CanaryWorkflow.Report report) {
    Map<String, Object> took = new LinkedHashMap<>();
    for (BuildWorkflow.LayerReport layer : report.layers()) {
      took.put("build", seconds(layer.took()));
    }
    List<RegionReport> copies = report.regions();
    copies.stream()
        .filter(one -> one.region().equals(report.request().copyTo()))
        .forEach(one -> took.put("copy", seconds(one.took())));
    return took;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
