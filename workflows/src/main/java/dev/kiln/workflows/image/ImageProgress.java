package dev.kiln.workflows.image;

import java.util.List;

/**
 * How far the making of an image is.
 *
 * @param template the layer's slug
 * @param stages those that have begun, in order
 * @param output the end of what the setup steps that have ended printed, one entry a step
 */
public record ImageProgress(String template, List<StageProgress> stages, List<StepOutput> output) {
  public ImageProgress {
    stages = List.copyOf(stages);
    output = List.copyOf(output);
  }
}
