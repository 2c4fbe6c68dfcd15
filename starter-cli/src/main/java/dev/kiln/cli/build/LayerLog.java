package dev.kiln.cli.build;

import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.image.StepOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the setup steps of one layer printed. */
record LayerLog(ImageKey key, List<StepOutput> outputs) {
  LayerLog {
    outputs = List.copyOf(outputs);
  }

  /** One document for each step. */
  List<Map<String, Object>> documents() {
    return outputs.stream().map(this::document).toList();
  }

  private Map<String, Object> document(StepOutput output) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", key.template());
    document.put("architecture", key.architecture().toString());
    document.put("step", output.step());
    document.put("exit_code", output.exitCode());
    document.put("tail", output.tail());
    return document;
  }
}
