package dev.kiln.cli.matrix;

import dev.kiln.cli.json.JsonText;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A matrix in JSON. */
final class MatrixDocument {
  private MatrixDocument() {}

  static Map<String, Object> plan(MatrixWorkflow.Request request) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", "planned");
    document.putAll(scope(request));
    return document;
  }

  private static Map<String, Object> scope(MatrixWorkflow.Request request) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("region", request.region().value());
    document.put(
        "regions",
        request.distribution().regions().stream().map(region -> region.value()).toList());
    document.put("layers", request.nodes().stream().map(node -> node(request, node)).toList());
    return document;
  }

  private static Map<String, Object> node(
      MatrixWorkflow.Request request, MatrixWorkflow.Node node) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", node.name());
    document.put("hash", request.layers().get(node.layer()).hash().value());
    document.put("architecture", node.architecture().toString());
    document.put("requested", node.requested());
    document.put("rebuild", node.rebuild());
    document.put("below", node.below());
    return document;
  }

  static Map<String, Object> started(
      MatrixWorkflow.Request request, String id, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", id);
    document.put("status", "started");
    document.put("web_ui", webUi);
    document.putAll(scope(request));
    return document;
  }

  /** There was nothing to build. */
  static Map<String, Object> nothing() {
    Map<String, Object> document =
        of(new MatrixWorkflow.Report(List.of(), Duration.ZERO), "", "succeeded");
    document.put("build_id", Optional.empty());
    return document;
  }

  static Map<String, Object> of(MatrixWorkflow.Report report, String id, String status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("build_id", id);
    document.put("status", status);
    document.put("partial", report.isPartial());
    document.put("elapsed_seconds", JsonText.seconds(report.elapsed()));
    document.put("cells", cells(report.requested()));
    document.put(
        "layers_below", cells(report.cells().stream().filter(cell -> !cell.requested()).toList()));
    return document;
  }

  private static List<Map<String, Object>> cells(List<MatrixWorkflow.Cell> cells) {
    return cells.stream().map(MatrixDocument::cell).toList();
  }

  private static Map<String, Object> cell(MatrixWorkflow.Cell cell) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", cell.name());
    document.put("template", cell.template());
    document.put("architecture", cell.architecture().toString());
    document.put("region", cell.region().value());
    document.put("state", cell.state().toString().toLowerCase(Locale.ROOT));
    document.put("ami", JsonText.text(cell.ami()));
    document.put("build_id", cell.buildId());
    document.put("took_seconds", JsonText.seconds(cell.took()));
    document.put("error", cell.failure());
    return document;
  }
}
