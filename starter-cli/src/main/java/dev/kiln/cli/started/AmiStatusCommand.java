package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.images.ImageStatus;
import dev.kiln.cli.work.KnownWork;
import dev.kiln.cli.work.WorkFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln ami status}. */
@Command(
    name = "status",
    description = {
      "Show the progress of a build or other work, or the state of an image.",
      "Other work is everything that a command starts: a copy, a validation, a deletion and so on."
    })
public final class AmiStatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<id|ami|name>",
      description = "The id that the command printed at its start, or an image's id or name.")
  private String id = "";

  public AmiStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(id);
    try (Connection connection = invocation.connect()) {
      return KnownWork.of(id).isPresent() ? work(connection) : image(connection);
    }
  }

  /** An image may have a name that looks like the id of work. */
  private int work(Connection connection) {
    StartedWork<?, ?, ?> work;
    try {
      work = StartedWork.find(invocation, connection, id);
    } catch (WorkFailure | CliFailure unknown) {
      if (new ImageSearch(invocation, connection).has(id)) {
        return image(connection);
      }
      throw unknown;
    }
    return work.status();
  }

  private int image(Connection connection) {
    ImageStatus.print(new ImageSearch(invocation, connection).one(id), invocation);
    return ExitCode.OK;
  }
}
