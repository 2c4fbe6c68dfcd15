package dev.kiln.workflows.build;

import java.util.List;

/** How far a build is: {@code layers} as in the report to come. */
public record BuildProgress(String buildId, String name, List<LayerReport> layers) {
  public BuildProgress {
    layers = List.copyOf(layers);
  }
}
