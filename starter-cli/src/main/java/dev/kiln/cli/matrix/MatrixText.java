package dev.kiln.cli.matrix;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.Run;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A matrix as text. */
final class MatrixText {
  /** What the lowest layers stand on. */
  private static final int NOTHING = -1;

  private final MatrixWorkflow.Request request;

  MatrixText(MatrixWorkflow.Request request) {
    this.request = request;
  }

  List<String> head(Run run) {
    List<String> lines = new ArrayList<>();
    lines.add(scope());
    lines.add("Build ID: " + run.id());
    run.webUi().ifPresent(link -> lines.add("Web UI:   " + link));
    return lines;
  }

  private String scope() {
    long asked = request.nodes().stream().filter(MatrixWorkflow.Node::requested).count();
    long shared = request.nodes().size() - asked;
    return "Building %s in %s%s%s"
        .formatted(
            HumanText.count(asked, "image"),
            request.region(),
            others(),
            shared == 0 ? "" : ", on " + HumanText.count(shared, "layer") + " below them");
  }

  private String others() {
    int regions = request.distribution().regions().size();
    return regions == 0 ? "" : " and " + HumanText.count(regions, "more region");
  }

  /** The forest, each layer indented under its parent. */
  List<String> plan() {
    List<String> lines = new ArrayList<>(List.of(scope()));
    Map<Integer, List<Integer>> above = new HashMap<>();
    for (int i = 0; i < request.nodes().size(); i++) {
      above
          .computeIfAbsent(
              request.nodes().get(i).below().orElse(NOTHING), none -> new ArrayList<>())
          .add(i);
    }
    describe(NOTHING, "  ", above, lines);
    lines.add("Nothing was started; omit --dry-run to build.");
    return lines;
  }

  /** The layers on top of one, each followed by those on top of it. */
  private void describe(
      int below, String indent, Map<Integer, List<Integer>> above, List<String> lines) {
    for (int index : above.getOrDefault(below, List.of())) {
      MatrixWorkflow.Node node = request.nodes().get(index);
      lines.add(
          "%s%s %s hash %s%s"
              .formatted(
                  indent,
                  node.name(),
                  node.architecture(),
                  request.layers().get(node.layer()).hash(),
                  node.requested() ? "" : "  (for those above it)"));
      describe(index, indent + "  ", above, lines);
    }
  }

  /** One row per image, one column per region. */
  static List<String> summary(MatrixWorkflow.Report report) {
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table(report.requested()));
    lines.add(counts(report));
    return lines;
  }

  static List<String> table(List<MatrixWorkflow.Cell> cells) {
    Map<Integer, List<MatrixWorkflow.Cell>> rows =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    MatrixWorkflow.Cell::node, LinkedHashMap::new, Collectors.toList()));
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("IMAGE", "ARCH"));
    rows.values().stream()
        .findFirst()
        .ifPresent(row -> row.forEach(cell -> head.add(cell.region().value())));
    table.row(head.toArray(String[]::new));
    for (List<MatrixWorkflow.Cell> row : rows.values()) {
      List<String> columns = new ArrayList<>();
      columns.add(row.get(0).name());
      columns.add(row.get(0).architecture().toString());
      row.forEach(cell -> columns.add(word(cell)));
      table.row(columns.toArray(String[]::new));
    }
    return table.lines("");
  }

  private static String word(MatrixWorkflow.Cell cell) {
    String state = cell.state().toString().toLowerCase(Locale.ROOT);
    return cell.ami().map(ami -> ami + " " + state).orElse(state);
  }

  /** The number of images in each state, in one line. */
  static String counts(MatrixWorkflow.Report report) {
    List<MatrixWorkflow.Cell> asked = report.requested();
    List<String> counts = new ArrayList<>();
    for (MatrixWorkflow.Cell.State state : MatrixWorkflow.Cell.State.values()) {
      long number = asked.stream().filter(cell -> cell.state() == state).count();
      if (number > 0) {
        counts.add(number + " " + state.toString().toLowerCase(Locale.ROOT));
      }
    }
    return "%s: %s (%s)"
        .formatted(
            HumanText.count(asked.size(), "image"),
            String.join(", ", counts),
            HumanText.duration(report.elapsed()));
  }
}
