package dev.kiln.cli.registry;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.json.RegistryDocument;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Successor;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report.Outcome;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RegistryWorkflow;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Has a worker read or change a registry, and tells what became of it. */
record RegistryRun(Invocation invocation, Connection connection) {
  static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  Registry read(RegistryWorkflow.Query query) {
    RegistryWorkflow reading =
        connection
            .client()
            .newWorkflowStub(
                RegistryWorkflow.class,
                options(RegistryWorkflow.id(unique()), "read registry " + query.registry()));
    return explained(() -> reading.readRegistry(query));
  }

  List<Successor> successors(SuccessorWorkflow.Query query) {
    SuccessorWorkflow reading =
        connection
            .client()
            .newWorkflowStub(
                SuccessorWorkflow.class,
                options(
                    SuccessorWorkflow.id(unique()),
                    "find what is %s now in %s".formatted(query.channel(), query.registry())));
    return explained(() -> reading.successors(query));
  }

  int record(RecordReleaseWorkflow.Request request) {
    MoveChannelWorkflow.Request move = request.move();
    RecordReleaseWorkflow recording =
        connection
            .client()
            .newWorkflowStub(
                RecordReleaseWorkflow.class,
                options(
                    RecordReleaseWorkflow.id(request),
                    "record %s in %s".formatted(move.template(), move.channel())));
    return ended(move, explained(() -> recording.recordRelease(request)));
  }

  int move(MoveChannelWorkflow.Request request) {
    MoveChannelWorkflow moving =
        connection
            .client()
            .newWorkflowStub(
                MoveChannelWorkflow.class,
                options(
                    MoveChannelWorkflow.id(request),
                    "%s %s in %s"
                        .formatted(
                            request.action().verb(), request.template(), request.channel())));
    return ended(request, explained(() -> moving.moveChannel(request)));
  }

  private static WorkflowOptions options(String id, String summary) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.BUILD)
        .setWorkflowId(id)
        .setStaticSummary(summary)
        .build();
  }

  private int ended(MoveChannelWorkflow.Request request, MoveChannelWorkflow.Report report) {
    if (invocation.options().json()) {
      invocation.printJson(RegistryDocument.of(report));
    } else {
      invocation.print(new MoveText(invocation.style()).lines(report));
    }
    if (report.outcome() == Outcome.REFUSED) {
      throw new CliFailure(
          "cannot %s %s in %s: what is told above speaks against it; mend that, %s is left as it was"
              .formatted(
                  request.action().verb(),
                  request.template(),
                  request.channel(),
                  request.channel()));
    }
    if (report.partial()) {
      throw new CliFailure(
          "%s of %s is partial: the channel points to %s, but not all parameters say so; mend the reason above and run it again"
              .formatted(report.channel(), report.template(), report.release().label()));
    }
    return ExitCode.OK;
  }

  /** A failure of these workflows is a whole sentence already. */
  private static <T> T explained(Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowFailedException failure) {
      throw new CliFailure(
          FailureType.applicationFailureIn(failure)
              .map(application -> application.getOriginalMessage())
              .orElse("cannot use the registry: " + failure.getMessage()),
          failure);
    }
  }
}
