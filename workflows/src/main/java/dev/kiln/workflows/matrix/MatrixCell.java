package dev.kiln.workflows.matrix;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import java.time.Duration;
import java.util.Optional;

/**
 * One image in one region, as it stands or as it ended.
 *
 * @param node the index of the node that it comes from
 * @param buildId the workflow that makes it
 * @param requested whether the user asked for it; else it is there for those above it
 * @param failure why it is not there
 */
public record MatrixCell(
    int node,
    String name,
    String template,
    Architecture architecture,
    Region region,
    String buildId,
    boolean requested,
    CellState state,
    Optional<AmiId> ami,
    Optional<String> failure,
    Duration took) {

  MatrixCell in(CellState next) {
    return with(next, Optional.empty(), Optional.empty(), Duration.ZERO);
  }

  MatrixCell failed(CellState end, String why) {
    return with(end, Optional.empty(), Optional.of(why), Duration.ZERO);
  }

  MatrixCell with(CellState next, Optional<AmiId> image, Optional<String> why, Duration elapsed) {
    return new MatrixCell(
        node, name, template, architecture, region, buildId, requested, next, image, why, elapsed);
  }
}
