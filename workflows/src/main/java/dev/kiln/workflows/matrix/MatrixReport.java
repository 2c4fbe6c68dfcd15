package dev.kiln.workflows.matrix;

import dev.kiln.model.Region;
import java.time.Duration;
import java.util.List;

/**
 * How far a matrix is, or what came of it.
 *
 * @param cells in the order of the nodes, then of the regions
 */
public record MatrixReport(List<MatrixCell> cells, Duration elapsed) {
  public MatrixReport {
    cells = List.copyOf(cells);
  }

  /** Those that the user asked for. */
  public List<MatrixCell> requested() {
    return cells.stream().filter(MatrixCell::requested).toList();
  }

  /** Whether some image that was asked for is not there. */
  public boolean isPartial() {
    return requested().stream().anyMatch(cell -> !cell.state().isThere());
  }

  /** Whether a node's image is wherever it was asked for. */
  boolean isComplete(int node) {
    return cells.stream()
        .filter(cell -> cell.node() == node)
        .allMatch(cell -> cell.state().isThere());
  }

  /** Whether a node's image is in a region. */
  boolean isThere(int node, Region region) {
    return cells.stream()
        .filter(cell -> cell.node() == node && cell.region().equals(region))
        .anyMatch(cell -> cell.state().isThere());
  }
}
