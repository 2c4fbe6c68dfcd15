package dev.kiln.cli.stack;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.RunningStack;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kiln down}. */
@Command(
    name = "down",
    description = "Stop the stack of 'kiln up'; its builds resume when it starts again.")
public final class DownCommand implements Callable<Integer> {
  private final Invocation invocation;

  public DownCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path home = invocation.console().kilnHome();
    Optional<RunningStack> recorded = RunningStack.recorded(home);
    if (recorded.isEmpty()) {
      invocation.print(List.of("No stack is running."));
      return ExitCode.OK;
    }
    StackEnd end = new StackEnd(recorded.get());
    boolean stopped = end.stop();
    stopped |= end.stopServer();
    try {
      RunningStack.forget(home);
    } catch (IOException failed) {
      throw new CliFailure(
          "cannot delete the record of the stack in '%s': %s; delete stack.json there"
              .formatted(home, failed.getMessage()),
          failed);
    }
    invocation.print(List.of(stopped ? "The stack is down." : "No stack is running."));
    return ExitCode.OK;
  }
}
