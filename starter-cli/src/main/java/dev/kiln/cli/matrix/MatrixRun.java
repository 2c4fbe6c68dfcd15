package dev.kiln.cli.matrix;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.Follower;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One matrix, from its start to its exit code. */
public final class MatrixRun {
  private final Invocation invocation;
  private final Connection connection;
  private final MatrixWorkflow.Request request;
  private final MatrixText text;

  public MatrixRun(Invocation invocation, Connection connection, MatrixWorkflow.Request request) {
    this.invocation = invocation;
    this.connection = connection;
    this.request = request;
    this.text = new MatrixText(request);
  }

  /** Shows what would be built, and on what. */
  int plan() {
    if (invocation.options().json()) {
      invocation.printJson(MatrixDocument.plan(request));
    } else {
      invocation.print(text.plan());
    }
    return ExitCode.OK;
  }

  /** Starts it, and stays with it unless it is to be left alone. */
  public int run(boolean detach) {
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from the builds: the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up");
    }
    String id = start();
    return detach ? detached(id) : followed(id);
  }

  private String start() {
    long asked = request.nodes().stream().filter(MatrixWorkflow.Node::requested).count();
    MatrixWorkflow matrix =
        connection
            .client()
            .newWorkflowStub(
                MatrixWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(MatrixWorkflow.id(request))
                    .setStaticSummary("build %d images, all their layers once".formatted(asked))
                    .setTypedSearchAttributes(
                        io.temporal.common.SearchAttributes.newBuilder()
                            .set(SearchAttributes.REGION, request.region().value())
                            .set(SearchAttributes.BUILD_ID, request.matrixId())
                            .build())
                    .build());
    return WorkflowClient.start(matrix::buildAll, request).getWorkflowId();
  }

  private int detached(String id) {
    if (invocation.options().json()) {
      invocation.printJson(MatrixDocument.started(request, id, connection.webUi(id)));
    } else {
      invocation.print(text.head(id, connection.webUi(id)));
      invocation.print(List.of("Next: kiln ami status " + id));
    }
    return ExitCode.OK;
  }

  private int followed(String id) {
    MatrixWorkflow matrix = connection.client().newWorkflowStub(MatrixWorkflow.class, id);
    MatrixWorkflow.Report report;
    try (MatrixView view = MatrixView.of(invocation)) {
      text.head(id, connection.webUi(id)).forEach(view::say);
      Follower<MatrixWorkflow.Report> follower =
          new Follower<>(
              connection.client().newUntypedWorkflowStub(id),
              invocation.console().interrupts(),
              matrix::matrixProgress,
              view::show,
              () -> view.say("Cancelling all builds, and removing what they launched."));
      report = follower.follow(MatrixWorkflow.Report.class);
    } catch (ExecutionException failed) {
      throw explained(id, Optional.ofNullable(failed.getCause()).orElse(failed));
    }
    return ended(id, report);
  }

  private int ended(String id, MatrixWorkflow.Report report) {
    if (invocation.options().json()) {
      invocation.printJson(
          MatrixDocument.of(report, id, report.isPartial() ? "partial" : "succeeded"));
    } else {
      invocation.print(text.summary(report));
    }
    if (report.isPartial()) {
      throw text.partial(report, id);
    }
    return ExitCode.OK;
  }

  private static CliFailure explained(String id, Throwable failure) {
    if (failure.getCause() instanceof CanceledFailure || failure instanceof CanceledFailure) {
      return CliFailure.interrupted(
          "cancelled '%s': what was launched is removed; images that were ready stay"
              .formatted(id));
    }
    String fact =
        FailureType.applicationFailureIn(failure)
            .map(application -> application.getOriginalMessage())
            .orElse(String.valueOf(failure.getMessage()));
    return new CliFailure("cannot build all: " + fact, failure);
  }
}
