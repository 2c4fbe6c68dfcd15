package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami disable}. */
@Command(
    name = "disable",
    description = {
      "Disable images, so that nobody can launch them; undo it with kiln ami enable.",
      "It removes the permissions of other accounts, and enabling does not restore them."
    })
public final class AmiDisableCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private ChangeFlags flags = new ChangeFlags();

  public AmiDisableCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return flags.run(invocation, RetireWorkflow.Action.DISABLE, Optional.empty());
  }
}
