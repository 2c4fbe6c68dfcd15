package dev.kiln.cli.matrix;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.terminal.LiveRegion;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.Region;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells what has settled, line by line, and in a terminal keeps below it what is under way. */
final class MatrixView implements AutoCloseable {
  /** More lines than that would push the news off the screen. */
  private static final int ROWS = 12;

  private final Style style;
  private final Consumer<List<String>> print;
  private final Optional<LiveRegion> live;
  private final Map<Place, MatrixWorkflow.Cell.State> told = new HashMap<>();

  private record Place(int node, Region region) {}

  private MatrixView(Style style, Consumer<List<String>> print, Optional<LiveRegion> live) {
    this.style = style;
    this.print = print;
    this.live = live;
  }

  static MatrixView of(Invocation invocation) {
    if (invocation.liveTerminal()) {
      LiveRegion region =
          new LiveRegion(invocation.console().out(), invocation.console().terminal());
      return new MatrixView(invocation.style(), region::print, Optional.of(region));
    }
    boolean json = invocation.options().json();
    PrintStream stream = json ? invocation.console().err() : invocation.console().out();
    boolean silent = json && !invocation.options().verbose();
    return new MatrixView(
        Style.PLAIN,
        lines -> lines.stream().filter(l -> !silent).forEach(stream::println),
        Optional.empty());
  }

  void say(String line) {
    print.accept(List.of(line));
  }

  void show(MatrixWorkflow.Report report) {
    print.accept(news(report));
    live.ifPresent(region -> region.draw(underWay(report)));
  }

  private List<String> news(MatrixWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    for (MatrixWorkflow.Cell cell : report.cells()) {
      Place place = new Place(cell.node(), cell.region());
      if (told.put(place, cell.state()) != cell.state() && cell.state().isSettled()) {
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

  private List<String> underWay(MatrixWorkflow.Report report) {
    List<MatrixWorkflow.Cell> building =
        report.cells().stream()
            .filter(cell -> cell.state() == MatrixWorkflow.Cell.State.BUILDING)
            .toList();
    List<String> lines = new ArrayList<>();
    building.stream().limit(ROWS).forEach(cell -> lines.add("  " + style.ahead() + words(cell)));
    if (building.size() > ROWS) {
      lines.add("  and " + (building.size() - ROWS) + " more");
    }
    long settled = report.cells().stream().filter(cell -> cell.state().isSettled()).count();
    lines.add(
        "  %d of %d settled, %s elapsed; Ctrl-C cancels them all"
            .formatted(settled, report.cells().size(), HumanText.duration(report.elapsed())));
    return lines;
  }

  @Override
  public void close() {
    live.ifPresent(LiveRegion::close);
  }
}
