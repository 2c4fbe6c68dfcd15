package dev.kiln.cli.ami;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.workflows.build.BuildWorkflow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami build}. */
@Command(
    name = "build",
    description = {
      "Build the image of a template.",
      "Each layer of its chain is found if it is there, copied if another of our regions has it, and"
          + " built if none has."
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
    return new BuildRun(invocation, connection, request).run(flags.choices.detach());
  }
}
