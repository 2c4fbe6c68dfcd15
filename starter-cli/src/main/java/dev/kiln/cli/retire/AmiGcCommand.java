package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.model.retire.Retention;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiln ami gc}. */
@Command(
    name = "gc",
    description = {
      "Find unused images and snapshots, and delete them.",
      "The newest image of each template stays, because the next build can reuse it."
    })
public final class AmiGcCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(
      names = "--older-than",
      paramLabel = "<age>",
      description =
          "Keep images that were created or launched within this time, such as 12h or 2w"
              + " (default: 30d).")
  private String olderThan = "30d";

  @Option(
      names = "--unused",
      description = "Also delete the newest image of a template, if nothing uses it.")
  private boolean unused;

  @Option(names = "--dry-run", description = "Show the plan and delete nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Start the deletion and do not wait for it.")
  private boolean detach;

  @Mixin private RegistryFlags registry = new RegistryFlags();

  public AmiGcCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Retention retention =
        new Retention(
            unused ? 0 : 1,
            Age.read("--older-than", olderThan),
            true,
            invocation.console().clock().instant());
    return new UnusedImagesDialog(invocation, retention)
        .run(registry.location(invocation.console()), dryRun, detach);
  }
}
