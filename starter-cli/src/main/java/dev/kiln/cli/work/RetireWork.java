package dev.kiln.cli.work;

import dev.kiln.cli.json.RetireDocument;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.retire.ImageFate;
import dev.kiln.workflows.retire.RetirePlan;
import dev.kiln.workflows.retire.RetireReport;
import dev.kiln.workflows.retire.RetireRequest;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of images: deletion, deprecation, disabling; and enabling, which takes the last one back.
 *
 * @param plan what the request was made from; absent where only its progress is read
 */
public record RetireWork(Optional<RetirePlan> plan)
    implements PlainWork<RetireRequest, RetireReport> {
  private static final Pattern ID =
      Pattern.compile("(delete|deprecate|disable|enable)-(ami-[0-9a-f]+|\\d+-images)-[0-9a-f]+");

  private static final Kind<RetireRequest, RetireReport> KIND =
      new Kind<>(
          "retirement",
          workflowId -> ID.matcher(workflowId).matches(),
          RetireWorkflow.class,
          RetireRequest.class,
          RetireReport.class,
          false,
          "images that were begun are finished, the others are as they were");

  /** For work that was started earlier. */
  public RetireWork() {
    this(Optional.empty());
  }

  @Override
  public Kind<RetireRequest, RetireReport> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(RetireRequest request) {
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

  private static io.temporal.common.SearchAttributes attributes(RetireRequest request) {
    io.temporal.common.SearchAttributes.Builder attributes =
        io.temporal.common.SearchAttributes.newBuilder();
    if (request.images().size() == 1) {
      attributes.set(SearchAttributes.AMI, request.images().get(0).image().ami().value());
      attributes.set(SearchAttributes.REGION, request.images().get(0).image().region().value());
    }
    return attributes.build();
  }

  @Override
  public RetireReport query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(RetireWorkflow.class, workflowId).retireProgress();
  }

  @Override
  public boolean isPartial(RetireReport progress) {
    return !progress.complete();
  }

  @Override
  public Optional<String> shortfall(RetireRequest request, RetireReport report, String retry) {
    if (report.complete()) {
      return Optional.empty();
    }
    long succeeded = report.images().stream().filter(ImageFate::succeeded).count();
    return Optional.of(
        "cannot %s completely: %d of %d images are done; the reasons are above"
            .formatted(request.summary(), succeeded, report.images().size()));
  }

  @Override
  public Map<String, Object> started(RetireRequest request, Run run) {
    return RetireDocument.started(run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(RetireReport progress, Run run, Standing standing) {
    return RetireDocument.progress(progress, run.id(), standing.state());
  }

  @Override
  public Map<String, Object> ended(
      RetireRequest request, RetireReport report, Run run, Optional<String> shortfall) {
    return RetireDocument.ended(report, plan);
  }
}
