package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln build status}. */
@Command(name = "status", description = "Show the progress of a build.")
public final class BuildStatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<build>", description = "The build's id.")
  private String id = "";

  public BuildStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      return StartedWork.find(invocation, connection, id).status();
    }
  }
}
