package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.model.retire.Retention;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiln ami cleanup}. */
@Command(
    name = "cleanup",
    description = {
      "Delete all but the newest images of each template, architecture and region.",
      "Images in use stay."
    })
public final class AmiCleanupCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(
      names = "--keep-latest",
      paramLabel = "<number>",
      required = true,
      description = "Keep this many.")
  private int keepLatest;

  @Option(names = "--dry-run", description = "Show the plan and delete nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Start the deletion and do not wait for it.")
  private boolean detach;

  @Mixin private RegistryFlags registry = new RegistryFlags();

  public AmiCleanupCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (keepLatest < 1) {
      throw CliFailure.usage(
          "cannot keep %d images: keep at least 1, or see kiln ami gc --unused"
              .formatted(keepLatest));
    }
    Retention retention =
        new Retention(keepLatest, Duration.ZERO, false, invocation.console().clock().instant());
    return new UnusedImagesDialog(invocation, retention)
        .run(registry.location(invocation.console()), dryRun, detach);
  }
}
