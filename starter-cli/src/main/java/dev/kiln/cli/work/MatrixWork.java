package dev.kiln.cli.work;

import dev.kiln.cli.json.MatrixDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.matrix.MatrixCell;
import dev.kiln.workflows.matrix.MatrixNode;
import dev.kiln.workflows.matrix.MatrixReport;
import dev.kiln.workflows.matrix.MatrixRequest;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The builds of many templates: {@code kiln ami build-all}. */
public final class MatrixWork implements PlainWork<MatrixRequest, MatrixReport> {
  private static final Kind<MatrixRequest, MatrixReport> KIND =
      new Kind<>(
          "build-all",
          workflowId -> workflowId.startsWith(MatrixWorkflow.PREFIX),
          MatrixWorkflow.class,
          MatrixRequest.class,
          MatrixReport.class,
          true,
          "launched instances are removed; images that were ready stay");

  @Override
  public Kind<MatrixRequest, MatrixReport> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(MatrixRequest request) {
    long asked = request.nodes().stream().filter(MatrixNode::requested).count();
    return new Ticket(
        MatrixWorkflow.id(request),
        HumanText.count(asked, "image"),
        "build " + HumanText.count(asked, "image") + ", each shared layer once",
        io.temporal.common.SearchAttributes.newBuilder()
            .set(SearchAttributes.REGION, request.region().value())
            .set(SearchAttributes.BUILD_ID, request.matrixId())
            .build(),
        Optional.of("build all"),
        false);
  }

  @Override
  public MatrixReport query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(MatrixWorkflow.class, workflowId).matrixProgress();
  }

  @Override
  public boolean isPartial(MatrixReport progress) {
    return progress.isPartial();
  }

  @Override
  public Optional<String> shortfall(MatrixRequest request, MatrixReport report, String retry) {
    List<MatrixCell> missing =
        report.requested().stream().filter(cell -> !cell.state().isThere()).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    boolean nothing = missing.size() == report.requested().size();
    return Optional.of(
        "%s: %d of %s missing; the images that are there stay, and this does the rest: %s%n%s"
            .formatted(
                nothing ? "nothing was built" : "the builds are partial",
                missing.size(),
                HumanText.count(report.requested().size(), "image"),
                retry,
                missing.stream()
                    .map(MatrixWork::reason)
                    .distinct()
                    .collect(Collectors.joining("\n"))));
  }

  private static String reason(MatrixCell cell) {
    String state = cell.state().toString().toLowerCase(Locale.ROOT);
    return "%s %s %s: %s"
        .formatted(
            cell.name(),
            cell.architecture(),
            cell.region(),
            cell.failure().orElse(cell.ami().map(ami -> ami + " " + state).orElse(state)));
  }

  @Override
  public Map<String, Object> started(MatrixRequest request, Run run) {
    return MatrixDocument.started(request, run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(MatrixReport progress, Run run, Standing standing) {
    return MatrixDocument.of(progress, run.id(), standing.state());
  }

  @Override
  public Map<String, Object> ended(
      MatrixRequest request, MatrixReport report, Run run, Optional<String> shortfall) {
    return MatrixDocument.of(report, run.id(), report.isPartial() ? "partial" : "succeeded");
  }

  @Override
  public Optional<MatrixRequest> again(Earlier<MatrixRequest, MatrixReport> earlier) {
    MatrixReport report =
        earlier
            .progress()
            .orElseThrow(
                () ->
                    WorkFailure.failed(
                        "cannot retry '%s': no worker answers; start one with kiln worker"
                            .formatted(earlier.id())));
    return earlier.request().missing(report, UniqueId.next());
  }
}
