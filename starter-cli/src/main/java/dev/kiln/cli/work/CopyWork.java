package dev.kiln.cli.work;

import dev.kiln.cli.json.CopyDocument;
import dev.kiln.cli.progress.CopyPoll;
import dev.kiln.cli.progress.CopyProgress;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.copy.DistributeWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Copies of an image to more regions. */
public final class CopyWork
    implements Work<DistributeWorkflow.Request, CopyProgress, DistributeWorkflow.Report> {
  private static final Kind<DistributeWorkflow.Request, DistributeWorkflow.Report> KIND =
      new Kind<>(
          "copy",
          workflowId -> workflowId.startsWith(DistributeWorkflow.PREFIX),
          DistributeWorkflow.class,
          DistributeWorkflow.Request.class,
          DistributeWorkflow.Report.class,
          true,
          "complete copies stay, incomplete ones are removed");

  @Override
  public Kind<DistributeWorkflow.Request, DistributeWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(DistributeWorkflow.Request request) {
    return new Ticket(
        DistributeWorkflow.id(request),
        request.name(),
        "copy " + request.name() + " to " + regions(request),
        io.temporal.common.SearchAttributes.newBuilder()
            .set(SearchAttributes.AMI, request.source().ami().value())
            .set(SearchAttributes.REGION, request.source().region().value())
            .build(),
        Optional.empty(),
        request.dryRun());
  }

  /** {@code us-west-2, eu-west-1}. */
  public static String regions(DistributeWorkflow.Request request) {
    return request.distribution().regions().stream()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  @Override
  public Poll<CopyProgress, DistributeWorkflow.Report> poll(
      WorkflowClient client, String workflowId) {
    DistributeWorkflow copies = client.newWorkflowStub(DistributeWorkflow.class, workflowId);
    CopyPoll poll = new CopyPoll(client);
    return Poll.of(
        () -> {
          DistributeWorkflow.Report report = copies.distributeProgress();
          return new CopyProgress(report, poll.ask(report.regions()));
        },
        this::end);
  }

  @Override
  public CopyProgress end(DistributeWorkflow.Report report) {
    return new CopyProgress(report, Map.of());
  }

  @Override
  public boolean isPartial(CopyProgress progress) {
    return progress.report().isPartial();
  }

  @Override
  public Optional<String> shortfall(
      DistributeWorkflow.Request request, DistributeWorkflow.Report report, String retry) {
    return report.isPartial()
        ? Optional.of(
            PartialRegions.sentence("copying '" + report.name() + "'", report.regions(), retry))
        : Optional.empty();
  }

  @Override
  public Map<String, Object> started(DistributeWorkflow.Request request, Run run) {
    return CopyDocument.started(request, run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(CopyProgress progress, Run run, Standing standing) {
    return CopyDocument.running(
        CopyDocument.head(run.id(), standing.state(), run.webUi()),
        new CopyProgress(progress.report().after(standing.elapsed()), progress.said()));
  }

  @Override
  public Map<String, Object> ended(
      DistributeWorkflow.Request request,
      DistributeWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    String status = report.isPartial() ? "partial" : "succeeded";
    return request.dryRun()
        ? CopyDocument.ended(
            CopyDocument.head(run.id(), "planned", Optional.empty()), report, Optional.empty())
        : CopyDocument.ended(CopyDocument.head(run.id(), status, run.webUi()), report, shortfall);
  }

  @Override
  public Optional<DistributeWorkflow.Request> again(
      Earlier<DistributeWorkflow.Request, CopyProgress> earlier) {
    return Optional.of(earlier.request().again(UniqueId.next()));
  }
}
