package dev.kiln.cli.started;

import dev.kiln.cli.json.LogsDocument;
import dev.kiln.model.image.ImageKey;
import java.util.List;
import java.util.Map;

/** The output of one layer's setup steps. */
record LayerLog(ImageKey key, List<StepLog> steps) {
  LayerLog {
    steps = List.copyOf(steps);
  }

  /** One document for each step. */
  List<Map<String, Object>> documents() {
    return steps.stream().map(step -> LogsDocument.step(key, step.output(), step.text())).toList();
  }
}
