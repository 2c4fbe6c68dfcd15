package dev.kiln.cli.retry;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.UniqueId;
import dev.kiln.cli.ami.BuildRun;
import dev.kiln.cli.build.StartedBuild;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.CopyRun;
import dev.kiln.cli.matrix.MatrixRun;
import dev.kiln.cli.share.SharingRetry;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln build retry}. */
@Command(
    name = "retry",
    description = {
      "Do what a build, a copy, a build-all or a sharing left undone.",
      "It asks for the same again: what is there is found, and only what is missing is made."
    })
public final class BuildRetryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<build>",
      description = "The id of a build, a copy, a build-all or a sharing.")
  private String id = "";

  @Option(names = "--detach", description = "Start it and do not wait for it.")
  private boolean detach;

  public BuildRetryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      StartedBuild earlier = StartedBuild.find(connection, id);
      if (earlier.isRunning()) {
        throw new CliFailure(
            "cannot retry '%s': it is still running; kiln build cancel %s stops it"
                .formatted(id, id));
      }
      return switch (id.substring(0, Math.max(0, id.indexOf('-')))) {
        case "build" -> build(connection, earlier.state().equals("succeeded"));
        case "distribute" -> copy(connection);
        case "matrix" -> matrix(connection);
        case "grant", "revoke" -> sharing(connection);
        default ->
            throw CliFailure.usage(
                "cannot retry '%s': it is no build, copy, build-all or sharing; run its command again"
                    .formatted(id));
      };
    }
  }

  /** Layers that a partial build has made anew are not made anew once more. */
  private int build(Connection connection, boolean layersAreThere) {
    BuildWorkflow.Request was = StartedWith.read(connection, id, BuildWorkflow.Request.class);
    BuildWorkflow.Request again =
        new BuildWorkflow.Request(
            UniqueId.next(),
            was.name(),
            was.layers(),
            was.region(),
            was.architectures(),
            layersAreThere ? Rebuild.NONE : was.rebuild(),
            !layersAreThere && was.refresh(),
            was.policy(),
            was.distribution());
    return new BuildRun(invocation, connection, again).run(detach);
  }

  private int copy(Connection connection) {
    DistributeWorkflow.Request was =
        StartedWith.read(connection, id, DistributeWorkflow.Request.class);
    return new CopyRun(invocation, connection, was.again(UniqueId.next())).run(detach);
  }

  private int matrix(Connection connection) {
    MatrixWorkflow.Request was = StartedWith.read(connection, id, MatrixWorkflow.Request.class);
    MatrixWorkflow.Report report =
        connection.client().newWorkflowStub(MatrixWorkflow.class, id).matrixProgress();
    Optional<MatrixWorkflow.Request> missing = was.missing(report, UniqueId.next());
    if (missing.isEmpty()) {
      invocation.note("nothing is missing of '" + id + "'");
      return ExitCode.OK;
    }
    return new MatrixRun(invocation, connection, missing.get()).run(detach);
  }

  private int sharing(Connection connection) {
    ShareWorkflow.Request was = StartedWith.read(connection, id, ShareWorkflow.Request.class);
    return new SharingRetry(invocation, connection).run(was);
  }
}
