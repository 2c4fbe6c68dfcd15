package dev.kiln.cli.matrix;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A matrix in words. */
final class MatrixText {
  private final MatrixWorkflow.Request request;

  MatrixText(MatrixWorkflow.Request request) {
    this.request = request;
  }

  List<String> head(String id, Optional<String> webUi) {
    List<String> lines = new ArrayList<>();
    lines.add(scope());
    lines.add("Build ID: " + id);
    webUi.ifPresent(link -> lines.add("Web UI:   " + link));
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

  /** The forest, each layer below what stands on it. */
  List<String> plan() {
    List<String> lines = new ArrayList<>(List.of(scope()));
    for (MatrixWorkflow.Node node : request.nodes()) {
      if (node.below().isEmpty()) {
        tell(node, "  ", lines);
      }
    }
    lines.add("Nothing was started; leave out --dry-run to build.");
    return lines;
  }

  private void tell(MatrixWorkflow.Node node, String indent, List<String> lines) {
    lines.add(
        "%s%s %s hash %s%s"
            .formatted(
                indent,
                node.name(),
                node.architecture(),
                request.layers().get(node.layer()).hash(),
                node.requested() ? "" : "  (for those above it)"));
    int index = request.nodes().indexOf(node);
    request.nodes().stream()
        .filter(higher -> higher.below().filter(below -> below == index).isPresent())
        .forEach(higher -> tell(higher, indent + "  ", lines));
  }

  /** One row an image, one column a region. */
  List<String> summary(MatrixWorkflow.Report report) {
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

  /** How many are in which state, in one line. */
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

  CliFailure partial(MatrixWorkflow.Report report, String id) {
    List<MatrixWorkflow.Cell> missing =
        report.requested().stream().filter(cell -> !cell.state().isThere()).toList();
    String reasons =
        missing.stream()
            .map(
                cell ->
                    "%s %s %s: %s"
                        .formatted(
                            cell.name(),
                            cell.architecture(),
                            cell.region(),
                            cell.failure().orElse(word(cell))))
            .distinct()
            .collect(Collectors.joining("\n"));
    boolean nothing = missing.size() == report.requested().size();
    return new CliFailure(
        "%s: %d of %s missing; what is there stays, and this does the rest: %s%n%s"
            .formatted(
                nothing ? "nothing was built" : "the builds are partial",
                missing.size(),
                HumanText.count(report.requested().size(), "image"),
                "kiln build retry " + id,
                reasons));
  }
}
