package dev.kiln.cli.completion;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.ExitCode;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln completion}. */
@Command(
    name = "completion",
    description = {
      "Print a completion script for Kiln's commands and options.",
      "bash, zsh:  source <(kiln completion bash)",
      "fish:       kiln completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  /** The supported shells. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Invocation invocation;
  private final Supplier<CommandLine> commands;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private Shell shell = Shell.bash;

  /**
   * Creates the command.
   *
   * @param commands creates the whole command tree
   */
  public CompletionCommand(Invocation invocation, Supplier<CommandLine> commands) {
    this.invocation = invocation;
    this.commands = commands;
  }

  @Override
  public Integer call() {
    String script =
        switch (shell) {
          // picocli's script serves both: under zsh it loads zsh's own emulation of bash's.
          case bash, zsh -> AutoComplete.bash("kiln", commands.get());
          case fish -> FishCompletion.of(commands.get());
        };
    invocation.console().out().println(script.stripTrailing());
    return ExitCode.OK;
  }
}
