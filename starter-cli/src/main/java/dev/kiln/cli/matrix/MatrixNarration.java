package dev.kiln.cli.matrix;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Region;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The progress of many builds: a line for each that has settled. */
final class MatrixNarration implements Narration<MatrixWorkflow.Report> {
  /** More lines would push the news off the screen. */
  private static final int ROWS = 12;

  private final Style style;
  private final Map<Place, MatrixWorkflow.Cell.State> shown = new HashMap<>();

  private record Place(int node, Region region) {}

  MatrixNarration(Style style) {
    this.style = style;
  }

  @Override
  public List<String> news(MatrixWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    for (MatrixWorkflow.Cell cell : report.cells()) {
      Place place = new Place(cell.node(), cell.region());
      if (shown.put(place, cell.state()) != cell.state() && cell.state().isSettled()) {
        String symbol = cell.state().isThere() ? style.done() : style.failed();
        lines.add("  %s%s".formatted(symbol, words(cell)));
      }
    }
    return lines;
  }

  private static String words(MatrixWorkflow.Cell cell) {
    return "%s %s in %s: %s%s%s"
        .formatted(
            cell.name(),
            cell.architecture(),
            cell.region(),
            cell.ami().map(ami -> ami + " ").orElse(""),
            cell.state().toString().toLowerCase(Locale.ROOT),
            cell.took().isZero() ? "" : " in " + HumanText.duration(cell.took()));
  }

  @Override
  public List<String> underWay(MatrixWorkflow.Report report, String spinner) {
    List<MatrixWorkflow.Cell> building =
        report.cells().stream()
            .filter(cell -> cell.state() == MatrixWorkflow.Cell.State.BUILDING)
            .toList();
    List<String> lines = new ArrayList<>();
    building.stream().limit(ROWS).forEach(cell -> lines.add(spinner + " " + words(cell)));
    if (building.size() > ROWS) {
      lines.add("  and " + (building.size() - ROWS) + " more");
    }
    long settled = report.cells().stream().filter(cell -> cell.state().isSettled()).count();
    lines.add("  %d of %d settled".formatted(settled, report.cells().size()));
    return lines;
  }
}
