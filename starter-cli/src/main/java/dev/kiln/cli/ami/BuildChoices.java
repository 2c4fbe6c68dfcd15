package dev.kiln.cli.ami;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.copy.KeyFlags;
import dev.kiln.cli.share.BuildReceiverFlags;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the user says about one build and about many alike. */
@Command
public final class BuildChoices {
  @Option(names = "--rebuild", description = "Build the template's own layer even if it is there.")
  private boolean rebuild;

  @Option(
      names = {"--rebuild-base", "--no-cache"},
      description = "Build the whole chain even if it is there.")
  private boolean rebuildBase;

  @Option(
      names = "--refresh",
      description = "Build anew what stands on a base that is no longer the current one.")
  private boolean refresh;

  @Option(
      names = "--keep-failed",
      description = "Leave the instance of a failed build, for you to look at.")
  private boolean keepFailed;

  @Option(names = "--spot", description = "Build on spot capacity where there is some.")
  private boolean spot;

  @Mixin private KeyFlags keys = new KeyFlags();

  @Mixin private BuildReceiverFlags receivers = new BuildReceiverFlags();

  @Option(names = "--dry-run", description = "Show what would be done, and do none of it.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Start it and do not wait for it.")
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

  /** With whom to share what is built; everybody only if the user confirms it. */
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
