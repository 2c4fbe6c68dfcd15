package dev.kiln.cli.progress;

import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.Stage;
import java.util.List;
import java.util.stream.Stream;

/** The progress of a build; each layer and each stage has equal weight. */
public final class Percentage {
  /** The stages of a build; a copy is a single stage. */
  private static final List<Stage> ORDER =
      Stream.of(Stage.values()).filter(stage -> stage != Stage.COPY).toList();

  private Percentage() {}

  /** From 0 to 100; 100 only if every layer is settled. */
  public static int of(BuildSnapshot snapshot) {
    List<BuildWorkflow.LayerReport> layers = snapshot.build().layers();
    double done = layers.stream().mapToDouble(layer -> share(layer, snapshot)).sum();
    return layers.isEmpty() ? 0 : (int) Math.floor(100 * done / layers.size());
  }

  private static double share(BuildWorkflow.LayerReport layer, BuildSnapshot snapshot) {
    return switch (layer.state()) {
      case WAITING, FAILED, CANCELLED -> 0;
      case BUILDING, COPYING -> begun(snapshot.stages(layer.key()));
      case BUILT, COPIED, REUSED, NOT_NEEDED -> 1;
    };
  }

  /** The stages before the one that started last. */
  private static double begun(List<Stage.Progress> stages) {
    return stages.isEmpty()
        ? 0
        : Math.max(0.0, ORDER.indexOf(stages.get(stages.size() - 1).stage())) / ORDER.size();
  }
}
