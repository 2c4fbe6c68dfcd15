package dev.kiln.cli.progress;

import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.build.BuildProgress;
import dev.kiln.workflows.build.LayerReport;
import dev.kiln.workflows.build.LayerState;
import dev.kiln.workflows.image.ImageProgress;
import dev.kiln.workflows.image.StageProgress;
import java.util.List;
import java.util.Map;

/**
 * A build and the runs it waits for, as they stood at one moment.
 *
 * @param images how far the images in the making are
 * @param copies how far their copies are
 */
public record BuildSnapshot(
    BuildProgress build, Map<ImageKey, ImageProgress> images, CopySnapshot copies) {
  public BuildSnapshot {
    images = Map.copyOf(images);
  }

  /** A build of which nothing is known but its own progress. */
  public static BuildSnapshot bare(BuildProgress build) {
    return new BuildSnapshot(build, Map.of(), new CopySnapshot(build.regions(), Map.of()));
  }

  /** The architectures, in the order of the build. */
  public List<Architecture> architectures() {
    return build.layers().stream().map(layer -> layer.key().architecture()).distinct().toList();
  }

  /** The layers of one architecture, lowest first. */
  public List<LayerReport> layers(Architecture architecture) {
    return build.layers().stream()
        .filter(layer -> layer.key().architecture() == architecture)
        .toList();
  }

  /** Whether it is known which layers of an architecture are there. */
  public boolean isSurveyed(Architecture architecture) {
    return layers(architecture).stream().anyMatch(layer -> layer.state() != LayerState.WAITING);
  }

  /** The steps of a layer's run that have begun. */
  public List<StageProgress> stages(ImageKey key) {
    ImageProgress progress = images.get(key);
    return progress == null ? List.of() : progress.stages();
  }
}
