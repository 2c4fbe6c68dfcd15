package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln build retry}. */
@Command(
    name = "retry",
    description = {
      "Finish a partial or failed build, copy, build-all or sharing.",
      "It repeats the request: Kiln reuses existing images and makes only the missing ones."
    })
public final class BuildRetryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<build>",
      description = "The id of a build, a copy, a build-all or a sharing.")
  private String id = "";

  @Option(names = "--detach", description = "Start the work and do not wait for it.")
  private boolean detach;

  public BuildRetryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      return StartedWork.find(invocation, connection, id).retry(detach);
    }
  }
}
