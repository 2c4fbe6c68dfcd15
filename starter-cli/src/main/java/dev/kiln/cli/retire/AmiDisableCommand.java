package dev.kiln.cli.retire;

import dev.kiln.cli.Invocation;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami disable}. */
@Command(
    name = "disable",
    description = {
      "Let nothing be launched from images any more; kiln ami enable takes it back.",
      "The permissions of others are taken away, and do not come back by themselves."
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
