package dev.kiln.cli.validate;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.Follower;
import dev.kiln.cli.json.ValidationDocument;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.validate.ValidateWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One validation, from its start to its exit code. */
final class ValidationRun {
  private final Invocation invocation;
  private final Connection connection;
  private final ValidateWorkflow.Request request;
  private final ValidationText text;

  ValidationRun(Invocation invocation, Connection connection, ValidateWorkflow.Request request) {
    this.invocation = invocation;
    this.connection = connection;
    this.request = request;
    this.text = new ValidationText(invocation.style());
  }

  int run(boolean detach) {
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from the validation of '%s': the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up"
              .formatted(request.name()));
    }
    String id = start();
    return detach ? detached(id) : followed(id);
  }

  private String start() {
    ValidateWorkflow.Request.Subject first = request.subjects().get(0);
    ValidateWorkflow validation =
        connection
            .client()
            .newWorkflowStub(
                ValidateWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(ValidateWorkflow.id(request))
                    .setStaticSummary("validate " + request.name())
                    .setTypedSearchAttributes(SearchAttributes.of(first.key()))
                    .build());
    return WorkflowClient.start(validation::validate, request).getWorkflowId();
  }

  private int detached(String id) {
    if (invocation.options().json()) {
      invocation.printJson(ValidationDocument.started(request.name(), id, connection.webUi(id)));
    } else {
      invocation.print(text.head(request, id, connection.webUi(id)));
      invocation.print(List.of("Next: kiln ami status " + id));
    }
    return ExitCode.OK;
  }

  private int followed(String id) {
    boolean quiet = invocation.options().json() && !invocation.options().verbose();
    ValidationNews news = new ValidationNews(quiet ? Style.PLAIN : invocation.style());
    tell(quiet, text.head(request, id, connection.webUi(id)));
    ValidateWorkflow validation = connection.client().newWorkflowStub(ValidateWorkflow.class, id);
    Follower<List<ValidateWorkflow.Result>> follower =
        new Follower<>(
            connection.client().newUntypedWorkflowStub(id),
            invocation.console().interrupts(),
            validation::validationProgress,
            images -> tell(quiet, news.of(images)),
            () -> tell(quiet, List.of("Cancelling, and removing what was launched.")));
    try {
      return ended(id, follower.follow(ValidateWorkflow.Report.class));
    } catch (ExecutionException failed) {
      throw explained(id, Optional.ofNullable(failed.getCause()).orElse(failed));
    }
  }

  private int ended(String id, ValidateWorkflow.Report report) {
    Verdict verdict = new Verdict(report.name(), report.images());
    if (invocation.options().json()) {
      invocation.printJson(
          ValidationDocument.ended(
              id, verdict.word(), connection.webUi(id), report, verdict.failure()));
    } else {
      invocation.print(text.lines(verdict));
    }
    verdict
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return ExitCode.OK;
  }

  /** Progress stands beside a document, never in it. */
  private void tell(boolean quiet, List<String> lines) {
    if (quiet) {
      return;
    }
    if (invocation.options().json()) {
      lines.forEach(invocation.console().err()::println);
    } else {
      invocation.print(lines);
    }
  }

  private CliFailure explained(String id, Throwable failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      return CliFailure.interrupted(
          "cancelled validation '%s': what it launched is removed, and the images are as they were"
              .formatted(id));
    }
    String fact =
        FailureType.applicationFailureIn(failure)
            .map(application -> application.getOriginalMessage())
            .orElse(String.valueOf(failure.getMessage()));
    return new CliFailure("cannot validate " + request.name() + ": " + fact, failure);
  }
}
