package dev.kiln.cli.validate;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.work.ValidationWork;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.validate.ValidateWorkflow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a validation. */
@Command
final class ValidateFlags {
  @Mixin ChainFlags chain = new ChainFlags();

  @Option(
      names = "--keep-failed",
      description = "Keep the instance of a failed image for inspection.")
  private boolean keepFailed;

  @Option(names = "--spot", description = "Use spot capacity where it is available.")
  private boolean spot;

  @Option(names = "--detach", description = "Start the validation and do not wait for it.")
  private boolean detach;

  /** Validates the images of a request. */
  int run(Invocation invocation, Connection connection, ValidateWorkflow.Request request) {
    return new WorkRun<>(
            invocation, connection, new ValidationWork(), new ValidationDisplay(invocation.style()))
        .run(request, detach);
  }

  BuilderPolicy policy() {
    BuilderPolicy usual = BuilderPolicy.DEFAULT;
    return new BuilderPolicy(spot, keepFailed, usual.lifetime(), usual.grace());
  }
}
