package dev.kiln.workflows.matrix;

import dev.kiln.model.Region;
import dev.kiln.workflows.build.BuildReport;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.LayerReport;
import dev.kiln.workflows.copy.RegionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The cells of a matrix, kept as its builds go on. */
final class MatrixCells {
  private final List<MatrixCell> cells = new ArrayList<>();

  MatrixCells(MatrixRequest request) {
    for (int node = 0; node < request.nodes().size(); node++) {
      BuildRequest build = request.build(node);
      for (Region region : regions(build)) {
        cells.add(waiting(request.nodes().get(node), node, build, region));
      }
    }
  }

  private static List<Region> regions(BuildRequest build) {
    Stream<Region> others =
        build.distribution().stream().flatMap(where -> where.regions().stream());
    return Stream.concat(Stream.of(build.region()), others).distinct().toList();
  }

  private static MatrixCell waiting(MatrixNode node, int index, BuildRequest build, Region region) {
    return new MatrixCell(
        index,
        node.name(),
        build.layers().get(build.layers().size() - 1).template(),
        node.architecture(),
        region,
        BuildWorkflow.id(build),
        node.requested(),
        CellState.WAITING,
        Optional.empty(),
        Optional.empty(),
        java.time.Duration.ZERO);
  }

  List<MatrixCell> list() {
    return List.copyOf(cells);
  }

  void building(int node) {
    change(node, cell -> cell.in(CellState.BUILDING));
  }

  void ended(int node, CellState end, String why) {
    change(node, cell -> cell.failed(end, why));
  }

  /** Takes what a build said of itself into its cells. */
  void built(int node, BuildReport report) {
    LayerReport top = report.layers().get(report.layers().size() - 1);
    CellState home = state(top.state().inRegion());
    change(
        node,
        cell ->
            cell.region().equals(report.region())
                ? cell.with(home, top.ami(), Optional.empty(), top.took())
                : elsewhere(cell, report));
  }

  private static MatrixCell elsewhere(MatrixCell cell, BuildReport report) {
    return report.regions().stream()
        .filter(region -> region.region().equals(cell.region()))
        .findFirst()
        .map(
            region ->
                cell.with(state(region.state()), region.ami(), region.failure(), region.took()))
        .orElse(cell.failed(CellState.FAILED, "the build told nothing of this region"));
  }

  private static CellState state(RegionState state) {
    return switch (state) {
      case COPIED -> CellState.COPIED;
      case REUSED -> CellState.REUSED;
      case BUILT -> CellState.BUILT;
      case CANCELLED -> CellState.CANCELLED;
      case WAITING, COPYING, FAILED -> CellState.FAILED;
    };
  }

  private void change(int node, UnaryOperator<MatrixCell> change) {
    cells.replaceAll(cell -> cell.node() == node ? change.apply(cell) : cell);
  }
}
