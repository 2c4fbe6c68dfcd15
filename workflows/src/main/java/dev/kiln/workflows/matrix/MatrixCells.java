package dev.kiln.workflows.matrix;

import dev.kiln.model.Region;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.matrix.MatrixWorkflow.Cell;
import dev.kiln.workflows.matrix.MatrixWorkflow.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keeps the state of each cell while the builds of a matrix run. */
final class MatrixCells {
  private final List<Cell> cells = new ArrayList<>();

  MatrixCells(MatrixWorkflow.Request request) {
    for (int node = 0; node < request.nodes().size(); node++) {
      BuildWorkflow.Request build = request.build(node);
      for (Region region : regions(build)) {
        cells.add(waiting(request.nodes().get(node), node, build, region));
      }
    }
  }

  private static List<Region> regions(BuildWorkflow.Request build) {
    Stream<Region> others =
        build.distribution().stream().flatMap(where -> where.regions().stream());
    return Stream.concat(Stream.of(build.region()), others).distinct().toList();
  }

  private static Cell waiting(Node node, int index, BuildWorkflow.Request build, Region region) {
    return new Cell(
        index,
        node.name(),
        build.layers().get(build.layers().size() - 1).template(),
        node.architecture(),
        region,
        BuildWorkflow.id(build),
        node.requested(),
        Cell.State.WAITING,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  List<Cell> list() {
    return List.copyOf(cells);
  }

  void building(int node) {
    change(node, cell -> cell.withState(Cell.State.BUILDING));
  }

  void ended(int node, Cell.State end, String why) {
    change(node, cell -> cell.failed(end, why));
  }

  /** Records a build's report in its cells. */
  void built(int node, BuildWorkflow.Report report) {
    BuildWorkflow.LayerReport top = report.layers().get(report.layers().size() - 1);
    Cell.State home = state(top.state().inRegion());
    change(
        node,
        cell ->
            cell.region().equals(report.region())
                ? cell.ended(home, top.ami(), Optional.empty(), top.took())
                : elsewhere(cell, report));
  }

  private static Cell elsewhere(Cell cell, BuildWorkflow.Report report) {
    return report.regions().stream()
        .filter(region -> region.region().equals(cell.region()))
        .findFirst()
        .map(
            region ->
                cell.ended(state(region.state()), region.ami(), region.failure(), region.took()))
        .orElse(cell.failed(Cell.State.FAILED, "the build did not report this region"));
  }

  private static Cell.State state(RegionReport.State state) {
    return switch (state) {
      case COPIED -> Cell.State.COPIED;
      case REUSED -> Cell.State.REUSED;
      case BUILT -> Cell.State.BUILT;
      case CANCELLED -> Cell.State.CANCELLED;
      case WAITING, COPYING, FAILED -> Cell.State.FAILED;
    };
  }

  private void change(int node, UnaryOperator<Cell> change) {
    cells.replaceAll(cell -> cell.node() == node ? change.apply(cell) : cell);
  }
}
