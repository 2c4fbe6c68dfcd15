package dev.kiln.cli.json;

import dev.kiln.workflows.RepeatedRefusal;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.CheckResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A build, as {@code ami build}, {@code ami status} and {@code build status} give it. */
public final class BuildDocument {
  private BuildDocument() {}

  /** A detached build. */
  public static Map<String, Object> started(
      BuildWorkflow.Request request, String workflowId, Optional<String> webUi) {
    Map<String, Object> document = head(workflowId, "started", webUi);
    document.put("name", request.name());
    document.put("region", request.region().value());
    return document;
  }

  /**
   * A build in its current state.
   *
   * @param build absent if no worker answers
   */
  public static Map<String, Object> status(
      Map<String, Object> head,
      Optional<BuildWorkflow.Progress> build,
      Optional<Integer> percent,
      Duration elapsed,
      Optional<String> error) {
    head.put("name", build.map(BuildWorkflow.Progress::name));
    head.put("elapsed_seconds", JsonText.seconds(elapsed));
    head.put("percent", percent);
    head.put("layers", build.map(known -> layers(known.layers())));
    head.put("regions", build.map(known -> RegionDocument.of(known.regions())));
    head.put("error", error);
    return head;
  }

  /**
   * A build that has ended.
   *
   * @param build its final layers and regions, as far as they are known
   */
  public static Map<String, Object> ended(
      Map<String, Object> head,
      BuildWorkflow.Request request,
      Optional<BuildWorkflow.Progress> build,
      Duration elapsed,
      Optional<String> error) {
    head.put("name", request.name());
    head.put("region", request.region().value());
    head.put("elapsed_seconds", JsonText.seconds(elapsed));
    head.put("layers", layers(build.map(BuildWorkflow.Progress::layers).orElse(List.of())));
    head.put(
        "regions", RegionDocument.of(build.map(BuildWorkflow.Progress::regions).orElse(List.of())));
    head.put("error", error);
    return head;
  }

  /** What is refused again and again, with what it holds up. */
  public static List<Map<String, Object>> obstacles(Map<String, RepeatedRefusal> obstacles) {
    List<Map<String, Object>> documents = new ArrayList<>();
    obstacles.forEach(
        (subject, refusal) ->
            documents.add(
                Map.of("subject", subject, "times", refusal.times(), "reason", refusal.reason())));
    return documents;
  }

  /** The first fields of every document about a build. */
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
