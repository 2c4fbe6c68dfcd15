package dev.kiln.cli.builds;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.receivers.BuildReceiverFlags;
import dev.kiln.cli.regions.KeyFlags;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that a single build and build-all share. */
@Command
public final class BuildChoices {
  @Option(
      names = "--rebuild",
      description = "Build the template's own layer even if its image exists.")
  private boolean rebuild;

  @Option(
      names = {"--rebuild-base", "--no-cache"},
      description = "Build the whole chain even if its images exist.")
  private boolean rebuildBase;

  @Option(
      names = "--refresh",
      description = "Rebuild layers whose base image is no longer the current one.")
  private boolean refresh;

  @Option(
      names = "--keep-failed",
      description = "Keep the instance of a failed build for inspection.")
  private boolean keepFailed;

  @Option(names = "--spot", description = "Use spot capacity where it is available.")
  private boolean spot;

  @Mixin private KeyFlags keys = new KeyFlags();

  @Mixin private BuildReceiverFlags receivers = new BuildReceiverFlags();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Start the build and do not wait for it.")
  private boolean detach;

  public boolean dryRun() {
    return dryRun;
  }

  public boolean detach() {
    return detach;
  }

  public KeyFlags keys() {
    return keys;
  }

  /** The receivers of the image; sharing it publicly needs a confirmation. */
  public Optional<Sharing> sharing(Invocation invocation, String image) {
    return receivers.sharing(invocation, image, dryRun);
  }

  public boolean refresh() {
    return refresh;
  }

  public Rebuild rebuild() {
    return rebuildBase ? Rebuild.CHAIN : rebuild ? Rebuild.TOP : Rebuild.NONE;
  }

  public BuilderPolicy policy() {
    BuilderPolicy usual = BuilderPolicy.DEFAULT;
    return new BuilderPolicy(spot, keepFailed, usual.lifetime(), usual.grace());
  }
}
