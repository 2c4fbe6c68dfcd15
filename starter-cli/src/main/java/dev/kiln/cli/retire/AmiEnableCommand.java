package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami enable}. */
@Command(
    name = "enable",
    description = "Enable disabled images, so that they can be launched again.")
public final class AmiEnableCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private ChangeFlags flags = new ChangeFlags();

  public AmiEnableCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return flags.run(invocation, RetireWorkflow.Action.ENABLE, Optional.empty());
  }
}
