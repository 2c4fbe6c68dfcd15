package dev.kiln.cli.validate;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.follow.StageText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.image.Stage;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of a validation, each once, when it has ended. */
final class ValidationNarration implements Narration<List<ValidateWorkflow.Result>> {
  private final Style style;
  private final Map<ImageKey, Integer> shown = new HashMap<>();

  ValidationNarration(Style style) {
    this.style = style;
  }

  @Override
  public List<String> news(List<ValidateWorkflow.Result> images) {
    List<String> lines = new ArrayList<>();
    for (ValidateWorkflow.Result image : images) {
      List<Stage.Progress> ended =
          image.stages().stream()
              .filter(stage -> stage.state() != Stage.Progress.State.RUNNING)
              .toList();
      int known = shown.getOrDefault(image.key(), 0);
      for (Stage.Progress stage : ended.subList(Math.min(known, ended.size()), ended.size())) {
        lines.add("  " + StageText.ended(style, place(image.key()), stage));
      }
      shown.put(image.key(), ended.size());
    }
    return lines;
  }

  static String place(ImageKey key) {
    return key.region() + " " + key.architecture();
  }
}
