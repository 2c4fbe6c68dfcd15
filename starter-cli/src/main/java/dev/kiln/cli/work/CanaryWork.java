package dev.kiln.cli.work;

import dev.kiln.cli.json.CanaryDocument;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.Optional;

/** The proof of an account by an image that is baked, booted, copied and deleted. */
public final class CanaryWork
    implements Work<CanaryWorkflow.Request, CanaryWorkflow.Progress, CanaryWorkflow.Report> {
  private static final Kind<CanaryWorkflow.Request, CanaryWorkflow.Report> KIND =
      new Kind<>(
          "canary",
          workflowId -> workflowId.startsWith(CanaryWorkflow.PREFIX),
          CanaryWorkflow.class,
          CanaryWorkflow.Request.class,
          CanaryWorkflow.Report.class,
          false,
          "all that it made is deleted");

  @Override
  public Kind<CanaryWorkflow.Request, CanaryWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(CanaryWorkflow.Request request) {
    return new Ticket(
        CanaryWorkflow.id(request),
        request.region().value(),
        "prove the account with a canary in " + request.region(),
        io.temporal.common.SearchAttributes.newBuilder()
            .set(SearchAttributes.REGION, request.region().value())
            .build(),
        Optional.of("prove the account"),
        false);
  }

  @Override
  public Poll<CanaryWorkflow.Progress, CanaryWorkflow.Report> poll(
      WorkflowClient client, String workflowId) {
    CanaryWorkflow canary = client.newWorkflowStub(CanaryWorkflow.class, workflowId);
    return Poll.of(canary::canaryProgress, this::end);
  }

  @Override
  public CanaryWorkflow.Progress end(CanaryWorkflow.Report report) {
    return new CanaryWorkflow.Progress(CanaryWorkflow.Progress.Step.DONE);
  }

  @Override
  public Optional<String> shortfall(
      CanaryWorkflow.Request request, CanaryWorkflow.Report report, String retry) {
    if (!report.left().isEmpty()) {
      return Optional.of(
          "cannot delete all of the canary: %s; delete it by hand"
              .formatted(String.join(", ", report.left())));
    }
    return report.failure().map("cannot prove the account: %s"::formatted);
  }

  @Override
  public Map<String, Object> started(CanaryWorkflow.Request request, Run run) {
    return CanaryDocument.running(
        run.id(),
        "started",
        run.webUi(),
        new CanaryWorkflow.Progress(CanaryWorkflow.Progress.Step.PREPARE));
  }

  @Override
  public Map<String, Object> status(CanaryWorkflow.Progress progress, Run run, Standing standing) {
    return CanaryDocument.running(run.id(), standing.state(), run.webUi(), progress);
  }

  @Override
  public Map<String, Object> ended(
      CanaryWorkflow.Request request,
      CanaryWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    return CanaryDocument.of(report, run.id(), run.webUi());
  }
}
