package dev.kiln.cli.copy;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.CopyPoll;
import dev.kiln.cli.follow.CopySnapshot;
import dev.kiln.cli.follow.Follower;
import dev.kiln.cli.json.CopyDocument;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Copies of one image, from their start to the exit code. */
public final class CopyRun {
  private final Invocation invocation;
  private final Connection connection;
  private final DistributeWorkflow.Request request;

  public CopyRun(Invocation invocation, Connection connection, DistributeWorkflow.Request request) {
    this.invocation = invocation;
    this.connection = connection;
    this.request = request;
  }

  /** Starts them and, unless {@code detach}, stays until they are decided. */
  public int run(boolean detach) {
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from copying '%s': the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up"
              .formatted(request.name()));
    }
    String id = start();
    return detach ? detached(id) : followed(id);
  }

  private String start() {
    DistributeWorkflow copies =
        connection
            .client()
            .newWorkflowStub(
                DistributeWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(DistributeWorkflow.id(request))
                    .setStaticSummary("copy " + request.name() + " to " + names())
                    .setTypedSearchAttributes(
                        io.temporal.common.SearchAttributes.newBuilder()
                            .set(SearchAttributes.AMI, request.source().ami().value())
                            .set(SearchAttributes.REGION, request.source().region().value())
                            .build())
                    .build());
    return WorkflowClient.start(copies::distribute, request).getWorkflowId();
  }

  private String names() {
    return String.join(
        ", ", request.distribution().regions().stream().map(Object::toString).toList());
  }

  private int detached(String id) {
    if (invocation.options().json()) {
      invocation.printJson(CopyDocument.started(request, id, connection.webUi(id)));
    } else {
      invocation.print(head(id));
      invocation.print(List.of("Next: kiln ami status " + id));
    }
    return ExitCode.OK;
  }

  private List<String> head(String id) {
    String what =
        "Copying %s (%s) to %s: %s"
            .formatted(
                request.source(), request.name(), count(request.distribution().regions()), names());
    return connection
        .webUi(id)
        .map(link -> List.of(what, "", "Copy ID: " + id, "Web UI:  " + link, ""))
        .orElse(List.of(what, "", "Copy ID: " + id, ""));
  }

  private static String count(List<?> regions) {
    return dev.kiln.cli.text.HumanText.count(regions.size(), "region");
  }

  private int followed(String id) {
    DistributeWorkflow copies = connection.client().newWorkflowStub(DistributeWorkflow.class, id);
    CopyPoll poll = new CopyPoll(connection.client());
    DistributeWorkflow.Report report;
    try (CopyView view = CopyView.of(invocation)) {
      if (!request.dryRun()) {
        view.say(head(id));
      }
      Follower<CopySnapshot> follower =
          new Follower<>(
              connection.client().newUntypedWorkflowStub(id),
              invocation.console().interrupts(),
              () -> snapshot(copies, poll),
              view::show,
              () -> view.say(List.of("Cancelling, and removing what is not whole.")));
      report = follower.follow(DistributeWorkflow.Report.class);
    } catch (ExecutionException failed) {
      throw explained(id, Optional.ofNullable(failed.getCause()).orElse(failed));
    }
    return ended(id, report);
  }

  private static CopySnapshot snapshot(DistributeWorkflow copies, CopyPoll poll) {
    List<RegionReport> regions = copies.distributeProgress().regions();
    return new CopySnapshot(regions, poll.ask(regions));
  }

  private int ended(String id, DistributeWorkflow.Report report) {
    Optional<CliFailure> failure =
        report.isPartial() ? Optional.of(partial(id, report)) : Optional.empty();
    if (invocation.options().json()) {
      invocation.printJson(
          request.dryRun()
              ? CopyDocument.planned(id, report)
              : CopyDocument.ended(id, report, connection.webUi(id), failure));
    } else {
      invocation.print(new RegionText(invocation.style()).copies(report, request.dryRun()));
    }
    failure.ifPresent(
        partial -> {
          throw partial;
        });
    return ExitCode.OK;
  }

  private CliFailure partial(String id, DistributeWorkflow.Report report) {
    return RegionText.partial(
        "copying '" + report.name() + "'", report.regions(), Retry.hint(connection, id));
  }

  private CliFailure explained(String id, Throwable failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      return CliFailure.interrupted(
          "cancelled '%s': copies that were whole stay, the others are removed".formatted(id));
    }
    String fact =
        FailureType.applicationFailureIn(failure)
            .map(application -> application.getOriginalMessage())
            .orElse("cannot copy " + request.name() + ": " + failure.getMessage());
    return new CliFailure(fact, failure);
  }
}
