package dev.kiln.cli.json;

import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.image.BuilderActivities;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The output of a build's setup steps, as {@code build logs} gives it. */
public final class LogsDocument {
  private LogsDocument() {}

  /** The document of a build. */
  public static Map<String, Object> of(
      String buildId, List<Map<String, Object>> steps, Optional<String> error) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", buildId);
    document.put("steps", steps);
    document.put("error", error);
    return document;
  }

  /** One step of one layer. */
  public static Map<String, Object> step(
      ImageKey layer, BuilderActivities.StepOutput output, String text) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", layer.template());
    document.put("architecture", layer.architecture().toString());
    document.put("step", output.step());
    document.put("exit_code", output.exitCode());
    document.put("text", text);
    return document;
  }
}
