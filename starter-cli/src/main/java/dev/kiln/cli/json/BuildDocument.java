package dev.kiln.cli.json;

import dev.kiln.cli.follow.BuildEnd;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.CheckResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A build, as {@code ami build}, {@code ami status} and {@code build status} give it. */
public final class BuildDocument {
  private BuildDocument() {}

  /** A build that was started and left to itself. */
  public static Map<String, Object> started(
      BuildWorkflow.Request request, String workflowId, Optional<String> webUi) {
    Map<String, Object> document = head(workflowId, "started", webUi);
    document.put("name", request.name());
    document.put("region", request.region().value());
    return document;
  }

  /** A build that has ended. */
  public static Map<String, Object> ended(
      BuildWorkflow.Request request, String workflowId, BuildEnd end, Optional<String> webUi) {
    String status =
        end.report().isPresent()
            ? status(end.report().get())
            : end.cancelled() ? "cancelled" : "failed";
    Map<String, Object> document = head(workflowId, status, webUi);
    document.put("name", request.name());
    document.put("region", request.region().value());
    document.put("elapsed_seconds", JsonText.seconds(end.elapsed()));
    document.put("layers", layers(end.layers()));
    document.put(
        "regions",
        RegionDocument.of(end.report().map(BuildWorkflow.Report::regions).orElse(List.of())));
    document.put("error", end.failure().map(Throwable::getMessage));
    return document;
  }

  private static String status(BuildWorkflow.Report report) {
    return report.isPartial() ? "partial" : "succeeded";
  }

  /** What every document about a build begins with. */
  public static Map<String, Object> head(String workflowId, String status, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", workflowId);
    document.put("status", status);
    document.put("web_ui", webUi);
    return document;
  }

  /** The layers, per architecture, lowest first. */
  public static List<Map<String, Object>> layers(List<BuildWorkflow.LayerReport> layers) {
    return layers.stream().map(BuildDocument::layer).toList();
  }

  private static Map<String, Object> layer(BuildWorkflow.LayerReport layer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", layer.key().template());
    document.put("source", layer.source());
    document.put("hash", layer.key().hash().value());
    document.put("architecture", layer.key().architecture().toString());
    document.put("region", layer.key().region().value());
    document.put("state", layer.state().toString().toLowerCase(Locale.ROOT));
    document.put("ami", JsonText.text(layer.ami()));
    document.put("image_name", layer.imageName());
    document.put("created", JsonText.text(layer.created()));
    document.put("base_ami", JsonText.text(layer.baseAmi()));
    document.put("notes", layer.notes());
    document.put("took_seconds", JsonText.seconds(layer.took()));
    document.put("saved_minutes", layer.savedMinutes());
    document.put("stored_bytes", layer.storedBytes());
    document.put("checks", layer.checks().stream().map(BuildDocument::check).toList());
    return document;
  }

  static Map<String, Object> check(CheckResult check) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("layer", check.layer());
    document.put("name", check.name());
    document.put("ran", check.ran());
    document.put("passed", check.holds());
    document.put("exit_code", check.exitCode());
    document.put("violation", check.violation());
    return document;
  }
}
