package dev.kiln.cli.capture;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami create}. */
@Command(
    name = "create",
    description = {
      "Create an image of a running or stopped instance.",
      "A running instance reboots, unless you pass --no-reboot."
    })
public final class AmiCreateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private CaptureFlags flags = new CaptureFlags();

  public AmiCreateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      return flags.run(invocation, connection);
    }
  }
}
