package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln build cancel}. */
@Command(name = "cancel", description = "Cancel a build and wait until its resources are removed.")
public final class BuildCancelCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<build>", description = "The build's id.")
  private String id = "";

  @Option(names = "--detach", description = "Request the cancellation and do not wait.")
  private boolean detach;

  public BuildCancelCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      return StartedWork.find(invocation, connection, id).cancel(detach);
    }
  }
}
