package dev.kiln.cli.follow;

import dev.kiln.cli.CliFailure;
import dev.kiln.workflows.build.BuildWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a build ended.
 *
 * @param layers as they stood at the end, as far as that is known
 * @param report present if the build succeeded
 * @param failure present if it did not
 * @param cancelled whether it did not because somebody cancelled it
 * @param elapsed how long it took; where it failed, as seen from here
 */
public record BuildEnd(
    List<BuildWorkflow.LayerReport> layers,
    Optional<BuildWorkflow.Report> report,
    Optional<CliFailure> failure,
    boolean cancelled,
    Duration elapsed) {
  public BuildEnd {
    layers = List.copyOf(layers);
  }
}
