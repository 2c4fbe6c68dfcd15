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
      return StartedWork.find(invocation, connection, id).retry(detach);
    }
  }
}
