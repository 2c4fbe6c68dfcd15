package dev.kiln.cli.work;

import dev.kiln.cli.json.ValidationDocument;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.validate.ValidateWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The validation of images on fresh instances. */
public final class ValidationWork
    implements Work<
        ValidateWorkflow.Request, List<ValidateWorkflow.Result>, ValidateWorkflow.Report> {
  private static final Kind<ValidateWorkflow.Request, ValidateWorkflow.Report> KIND =
      new Kind<>(
          "validation",
          workflowId -> workflowId.startsWith(ValidateWorkflow.PREFIX),
          ValidateWorkflow.class,
          ValidateWorkflow.Request.class,
          ValidateWorkflow.Report.class,
          false,
          "launched instances are removed, and the images are unchanged");

  @Override
  public Kind<ValidateWorkflow.Request, ValidateWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(ValidateWorkflow.Request request) {
    return new Ticket(
        ValidateWorkflow.id(request),
        request.name(),
        "validate " + request.name(),
        SearchAttributes.of(request.subjects().get(0).key()),
        Optional.of("validate " + request.name()),
        false);
  }

  @Override
  public Poll<List<ValidateWorkflow.Result>, ValidateWorkflow.Report> poll(
      WorkflowClient client, String workflowId) {
    ValidateWorkflow validation = client.newWorkflowStub(ValidateWorkflow.class, workflowId);
    return Poll.of(validation::validationProgress, this::end);
  }

  @Override
  public List<ValidateWorkflow.Result> end(ValidateWorkflow.Report report) {
    return report.images();
  }

  @Override
  public Optional<String> shortfall(
      ValidateWorkflow.Request request, ValidateWorkflow.Report report, String retry) {
    return new Verdict(report.images()).shortfall(request.name());
  }

  @Override
  public Map<String, Object> started(ValidateWorkflow.Request request, Run run) {
    return ValidationDocument.started(request.name(), run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(
      List<ValidateWorkflow.Result> progress, Run run, Standing standing) {
    return ValidationDocument.running(run.id(), standing.state(), run.webUi(), progress);
  }

  @Override
  public Map<String, Object> ended(
      ValidateWorkflow.Request request,
      ValidateWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    String verdict = new Verdict(report.images()).word();
    return ValidationDocument.ended(run.id(), verdict, run.webUi(), report, shortfall);
  }
}
