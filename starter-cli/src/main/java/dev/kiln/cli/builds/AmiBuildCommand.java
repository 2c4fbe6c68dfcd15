package dev.kiln.cli.builds;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.work.BuildWork;
import dev.kiln.workflows.build.BuildWorkflow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami build}. */
@Command(
    name = "build",
    description = {
      "Build the image of a template.",
      "Kiln reuses each layer that exists in the region, copies it from another of your regions if it"
          + " exists there, and builds it otherwise."
    })
public final class AmiBuildCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private BuildFlags flags = new BuildFlags();

  public AmiBuildCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CompiledChain read = flags.chain.read(invocation, flags.template());
    RequestMaker requests = new RequestMaker(invocation, flags, read);
    try (Connection connection = invocation.connect()) {
      return run(requests.in(invocation.regionsOr(connection)), connection);
    }
  }

  private int run(BuildWorkflow.Request request, Connection connection) {
    if (flags.choices.dryRun()) {
      return new PlanReport(invocation, connection).print(request);
    }
    return new WorkRun<>(
            invocation,
            connection,
            new BuildWork(),
            new BuildDisplay(invocation.style(), invocation.console().clock()))
        .run(request, flags.choices.detach());
  }
}
