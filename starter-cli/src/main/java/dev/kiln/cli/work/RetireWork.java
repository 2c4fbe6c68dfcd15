package dev.kiln.cli.work;

import dev.kiln.cli.json.RetireDocument;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Deleting, deprecating, disabling and enabling images.
 *
 * @param plan the plan behind the request; absent when only the progress is read
 */
public record RetireWork(Optional<RetirePlanWorkflow.Plan> plan)
    implements PlainWork<RetireWorkflow.Request, RetireWorkflow.Report> {
  private static final Pattern ID =
      Pattern.compile("(delete|deprecate|disable|enable)-(ami-[0-9a-f]+|\\d+-images)-[0-9a-f]+");

  private static final Kind<RetireWorkflow.Request, RetireWorkflow.Report> KIND =
      new Kind<>(
          "image change",
          workflowId -> ID.matcher(workflowId).matches(),
          RetireWorkflow.class,
          RetireWorkflow.Request.class,
          RetireWorkflow.Report.class,
          false,
          "images in progress are finished, the others are unchanged");

  /** For work started earlier. */
  public RetireWork() {
    this(Optional.empty());
  }

  @Override
  public Kind<RetireWorkflow.Request, RetireWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(RetireWorkflow.Request request) {
    return new Ticket(
        RetireWorkflow.id(request),
        request.images().size() == 1
            ? request.images().get(0).label()
            : request.images().size() + " images",
        request.summary(),
        attributes(request),
        Optional.of(request.summary()),
        false);
  }

  private static io.temporal.common.SearchAttributes attributes(RetireWorkflow.Request request) {
    io.temporal.common.SearchAttributes.Builder attributes =
        io.temporal.common.SearchAttributes.newBuilder();
    if (request.images().size() == 1) {
      attributes.set(SearchAttributes.AMI, request.images().get(0).image().ami().value());
      attributes.set(SearchAttributes.REGION, request.images().get(0).image().region().value());
    }
    return attributes.build();
  }

  @Override
  public RetireWorkflow.Report query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(RetireWorkflow.class, workflowId).retireProgress();
  }

  @Override
  public boolean isPartial(RetireWorkflow.Report progress) {
    return !progress.complete();
  }

  @Override
  public Optional<String> shortfall(
      RetireWorkflow.Request request, RetireWorkflow.Report report, String retry) {
    if (report.complete()) {
      return Optional.empty();
    }
    long succeeded = report.images().stream().filter(RetireWorkflow.ImageFate::succeeded).count();
    return Optional.of(
        "cannot %s completely: %d of %d images are done; the reasons are above"
            .formatted(request.summary(), succeeded, report.images().size()));
  }

  @Override
  public Map<String, Object> started(RetireWorkflow.Request request, Run run) {
    return RetireDocument.started(run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(RetireWorkflow.Report progress, Run run, Standing standing) {
    return RetireDocument.progress(progress, run.id(), standing.state());
  }

  @Override
  public Map<String, Object> ended(
      RetireWorkflow.Request request,
      RetireWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    return RetireDocument.ended(report, plan);
  }
}
