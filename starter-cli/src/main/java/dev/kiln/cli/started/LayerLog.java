package dev.kiln.cli.started;

import dev.kiln.model.image.ImageKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the setup steps of one layer printed. */
record LayerLog(ImageKey key, List<StepLog> steps) {
  LayerLog {
    steps = List.copyOf(steps);
  }

  /** One document for each step. */
  List<Map<String, Object>> documents() {
    return steps.stream().map(this::document).toList();
  }

  private Map<String, Object> document(StepLog step) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", key.template());
    document.put("architecture", key.architecture().toString());
    document.put("step", step.output().step());
    document.put("exit_code", step.output().exitCode());
    document.put("text", step.text());
    return document;
  }
}
