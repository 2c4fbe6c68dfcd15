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

/** What the user says about a validation. */
@Command
final class ValidateFlags {
  @Mixin ChainFlags chain = new ChainFlags();

  @Option(
      names = "--keep-failed",
      description = "Leave the instance of an image that does not pass, for you to look at.")
  private boolean keepFailed;

  @Option(names = "--spot", description = "Test on spot capacity where there is some.")
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
