package dev.kiln.cli.work;

import dev.kiln.cli.json.MatrixDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The builds of many templates: {@code kiln ami build-all}. */
public final class MatrixWork implements PlainWork<MatrixWorkflow.Request, MatrixWorkflow.Report> {
  private static final Kind<MatrixWorkflow.Request, MatrixWorkflow.Report> KIND =
      new Kind<>(
          "build-all",
          workflowId -> workflowId.startsWith(MatrixWorkflow.PREFIX),
          MatrixWorkflow.class,
          MatrixWorkflow.Request.class,
          MatrixWorkflow.Report.class,
          true,
          "launched instances are removed; finished images stay");

  @Override
  public Kind<MatrixWorkflow.Request, MatrixWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(MatrixWorkflow.Request request) {
    long asked = request.nodes().stream().filter(MatrixWorkflow.Node::requested).count();
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
  public MatrixWorkflow.Report query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(MatrixWorkflow.class, workflowId).matrixProgress();
  }

  @Override
  public boolean isPartial(MatrixWorkflow.Report progress) {
    return progress.isPartial();
  }

  @Override
  public Optional<String> shortfall(
      MatrixWorkflow.Request request, MatrixWorkflow.Report report, String retry) {
    List<MatrixWorkflow.Cell> missing =
        report.requested().stream().filter(cell -> !cell.state().isThere()).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    boolean nothing = missing.size() == report.requested().size();
    return Optional.of(
        "%s: %d of %s missing; finished images stay; build the rest with %s%n%s"
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

  private static String reason(MatrixWorkflow.Cell cell) {
    String state = cell.state().toString().toLowerCase(Locale.ROOT);
    return "%s %s %s: %s"
        .formatted(
            cell.name(),
            cell.architecture(),
            cell.region(),
            cell.failure().orElse(cell.ami().map(ami -> ami + " " + state).orElse(state)));
  }

  @Override
  public Map<String, Object> started(MatrixWorkflow.Request request, Run run) {
    return MatrixDocument.started(request, run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(MatrixWorkflow.Report progress, Run run, Standing standing) {
    return MatrixDocument.of(progress, run.id(), standing.state());
  }

  @Override
  public Map<String, Object> ended(
      MatrixWorkflow.Request request,
      MatrixWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    return MatrixDocument.of(report, run.id(), report.isPartial() ? "partial" : "succeeded");
  }

  @Override
  public Optional<MatrixWorkflow.Request> again(
      Earlier<MatrixWorkflow.Request, MatrixWorkflow.Report> earlier) {
    MatrixWorkflow.Report report =
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
