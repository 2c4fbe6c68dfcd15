package dev.kiln.cli.progress;

import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.RepeatedRefusal;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A build and the runs that it waits for, at one moment.
 *
 * @param images the progress of images in progress
 * @param copies the progress of their copies
 * @param refusals what holds up images in progress: calls that are refused again and again
 * @param own what holds up the build before its first layer
 */
public record BuildSnapshot(
    BuildWorkflow.Progress build,
    Map<ImageKey, ImageWorkflow.Progress> images,
    CopySnapshot copies,
    Map<ImageKey, RepeatedRefusal> refusals,
    Optional<RepeatedRefusal> own) {
  public BuildSnapshot {
    images = Map.copyOf(images);
    refusals = Map.copyOf(refusals);
  }

  /** A build with its own progress only. */
  public static BuildSnapshot bare(BuildWorkflow.Progress build) {
    return new BuildSnapshot(
        build, Map.of(), new CopySnapshot(build.regions(), Map.of()), Map.of(), Optional.empty());
  }

  /** The same with what holds up the build itself. */
  BuildSnapshot refused(Optional<RepeatedRefusal> refusal) {
    return new BuildSnapshot(build, images, copies, refusals, refusal);
  }

  /** Whether any layer or copy has begun. */
  boolean isUnderWay() {
    return build.layers().stream()
            .anyMatch(layer -> layer.state() != BuildWorkflow.LayerReport.State.WAITING)
        || build.regions().stream().anyMatch(region -> region.source().isPresent());
  }

  /** All that is refused again and again, with what it holds up: a template or a region. */
  public Map<String, RepeatedRefusal> obstacles() {
    Map<String, RepeatedRefusal> obstacles = new TreeMap<>(copies.obstacles());
    own.ifPresent(refusal -> obstacles.put(build.name(), refusal));
    refusals.forEach(
        (key, refusal) -> obstacles.put(key.template() + " (" + key.architecture() + ")", refusal));
    return obstacles;
  }

  /** The architectures, in the order of the build. */
  public List<Architecture> architectures() {
    return build.layers().stream().map(layer -> layer.key().architecture()).distinct().toList();
  }

  /** The layers of one architecture, lowest first. */
  public List<BuildWorkflow.LayerReport> layers(Architecture architecture) {
    return build.layers().stream()
        .filter(layer -> layer.key().architecture() == architecture)
        .toList();
  }

  /** Whether the survey of an architecture's layers is known. */
  public boolean isSurveyed(Architecture architecture) {
    return layers(architecture).stream()
        .anyMatch(layer -> layer.state() != BuildWorkflow.LayerReport.State.WAITING);
  }

  /** The steps of a layer's run that have begun. */
  public List<Stage.Progress> stages(ImageKey key) {
    ImageWorkflow.Progress progress = images.get(key);
    return progress == null ? List.of() : progress.stages();
  }
}
