package dev.kiln.cli.work;

import dev.kiln.cli.json.CaptureDocument;
import dev.kiln.cli.progress.CaptureProgress;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An image of an instance: {@code kiln ami create}. */
public final class CaptureWork
    implements Work<CaptureWorkflow.Request, CaptureProgress, CaptureWorkflow.Report> {
  private static final Kind<CaptureWorkflow.Request, CaptureWorkflow.Report> KIND =
      new Kind<>(
          "image creation",
          workflowId -> workflowId.startsWith(CaptureWorkflow.PREFIX),
          CaptureWorkflow.class,
          CaptureWorkflow.Request.class,
          CaptureWorkflow.Report.class,
          false,
          "an unfinished image is removed, and the instance is unchanged");

  @Override
  public Kind<CaptureWorkflow.Request, CaptureWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(CaptureWorkflow.Request request) {
    return new Ticket(
        CaptureWorkflow.id(request),
        request.name(),
        "image " + request.name() + " of " + request.instance(),
        io.temporal.common.SearchAttributes.newBuilder()
            .set(SearchAttributes.REGION, request.region().value())
            .set(SearchAttributes.BUILD_ID, request.captureId())
            .build(),
        Optional.of("create image '" + request.name() + "'"),
        request.dryRun());
  }

  @Override
  public Poll<CaptureProgress, CaptureWorkflow.Report> poll(
      WorkflowClient client, String workflowId) {
    CaptureWorkflow capture = client.newWorkflowStub(CaptureWorkflow.class, workflowId);
    return Poll.of(
        () -> CaptureProgress.ask(client, workflowId, capture.captureProgress()), this::end);
  }

  @Override
  public CaptureProgress end(CaptureWorkflow.Report report) {
    return CaptureProgress.atTheEnd(report);
  }

  @Override
  public boolean isPartial(CaptureProgress progress) {
    return progress.report().isPartial();
  }

  @Override
  public Optional<String> shortfall(
      CaptureWorkflow.Request request, CaptureWorkflow.Report report, String retry) {
    String name = report.request().name();
    if (report.request().dryRun() || !report.isPartial()) {
      return Optional.empty();
    }
    if (!report.refused().isEmpty()) {
      return Optional.of(
          "image '%s' is not public: %s; the image exists; share it with kiln ami share %s --public"
              .formatted(name, String.join("; ", report.refused()), name));
    }
    String failed =
        report.regions().stream()
            .filter(region -> region.failure().isPresent())
            .map(RegionReport::region)
            .map(Object::toString)
            .collect(Collectors.joining(","));
    String ami = report.ami().map(Object::toString).orElse("-");
    return Optional.of(
        PartialRegions.sentence(
            "image '" + name + "'",
            report.regions(),
            "kiln ami copy %s --regions %s".formatted(ami, failed)));
  }

  @Override
  public Map<String, Object> started(CaptureWorkflow.Request request, Run run) {
    return CaptureDocument.started(request, run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(CaptureProgress progress, Run run, Standing standing) {
    Map<String, Object> document = CaptureDocument.of(progress, run.id(), standing.state());
    document.put("error", standing.failure());
    return document;
  }

  @Override
  public Map<String, Object> ended(
      CaptureWorkflow.Request request,
      CaptureWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    String status = request.dryRun() ? "planned" : report.isPartial() ? "partial" : "succeeded";
    Optional<Integer> percent = Optional.of(request.dryRun() ? 0 : 100);
    return CaptureDocument.of(new CaptureProgress(report, percent), run.id(), status);
  }
}
