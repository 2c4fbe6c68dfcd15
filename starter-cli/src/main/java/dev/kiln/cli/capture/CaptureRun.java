package dev.kiln.cli.capture;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.Follower;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.capture.CaptureWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One capture, from its start to its exit code. */
final class CaptureRun {
  private final Invocation invocation;
  private final Connection connection;
  private final CaptureWorkflow.Request request;
  private final CaptureText text;

  CaptureRun(Invocation invocation, Connection connection, CaptureWorkflow.Request request) {
    this.invocation = invocation;
    this.connection = connection;
    this.request = request;
    this.text = new CaptureText(invocation.style());
  }

  int run(boolean detach) {
    if (request.dryRun()) {
      return followed(start());
    }
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from the image of '%s': the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up"
              .formatted(request.instance()));
    }
    if (request.publicly()) {
      invocation.confirm("share " + request.name() + " with everybody");
    }
    String id = start();
    return detach ? detached(id) : followed(id);
  }

  private String start() {
    CaptureWorkflow capture =
        connection
            .client()
            .newWorkflowStub(
                CaptureWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(CaptureWorkflow.id(request))
                    .setStaticSummary("image " + request.name() + " of " + request.instance())
                    .setTypedSearchAttributes(
                        io.temporal.common.SearchAttributes.newBuilder()
                            .set(SearchAttributes.REGION, request.region().value())
                            .set(SearchAttributes.BUILD_ID, request.captureId())
                            .build())
                    .build());
    return WorkflowClient.start(capture::capture, request).getWorkflowId();
  }

  private int detached(String id) {
    if (invocation.options().json()) {
      invocation.printJson(CaptureDocument.started(request, id, connection.webUi(id)));
    } else {
      invocation.print(text.head(request, id, connection.webUi(id)));
      invocation.print(List.of("Next: kiln ami status " + id));
    }
    return ExitCode.OK;
  }

  private int followed(String id) {
    CaptureNews news = new CaptureNews(invocation.style());
    tell(request.dryRun() ? List.of() : text.head(request, id, connection.webUi(id)));
    CaptureWorkflow capture = connection.client().newWorkflowStub(CaptureWorkflow.class, id);
    Follower<CaptureWorkflow.Report> follower =
        new Follower<>(
            connection.client().newUntypedWorkflowStub(id),
            invocation.console().interrupts(),
            capture::captureProgress,
            report -> tell(request.dryRun() ? List.of() : news.of(report)),
            () -> tell(List.of("Cancelling, and removing the image that was begun.")));
    try {
      return ended(id, follower.follow(CaptureWorkflow.Report.class));
    } catch (ExecutionException failed) {
      throw explained(id, Optional.ofNullable(failed.getCause()).orElse(failed));
    }
  }

  private int ended(String id, CaptureWorkflow.Report report) {
    if (request.dryRun()) {
      return planned(id, report);
    }
    if (invocation.options().json()) {
      invocation.printJson(
          CaptureDocument.of(
              report, id, report.isPartial() ? "partial" : "succeeded", Optional.of(100)));
    } else {
      invocation.print(text.summary(report));
    }
    if (report.isPartial()) {
      throw text.partial(report);
    }
    return ExitCode.OK;
  }

  private int planned(String id, CaptureWorkflow.Report report) {
    if (invocation.options().json()) {
      invocation.printJson(CaptureDocument.of(report, id, "planned", Optional.of(0)));
    } else {
      invocation.print(text.plan(report));
    }
    return ExitCode.OK;
  }

  /** Progress stands beside a document, never in it. */
  private void tell(List<String> lines) {
    if (!invocation.options().json()) {
      invocation.print(lines);
    } else if (invocation.options().verbose()) {
      lines.forEach(invocation.console().err()::println);
    }
  }

  private CliFailure explained(String id, Throwable failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      return CliFailure.interrupted(
          "cancelled '%s': an image that was not ready is removed, and the instance is as it was"
              .formatted(id));
    }
    String fact =
        FailureType.applicationFailureIn(failure)
            .map(application -> application.getOriginalMessage())
            .orElse(String.valueOf(failure.getMessage()));
    return new CliFailure("cannot create image '" + request.name() + "': " + fact, failure);
  }
}
