package dev.kiln.cli.ami;

import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.share.BuildReceiverFlags;
import dev.kiln.workflows.build.BuildRequest.Rebuild;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the user says about a build. */
@Command
final class BuildFlags {
  @Option(
      names = {"-t", "--template"},
      required = true,
      paramLabel = "<file|name>",
      description = "The template: a file, an installed template's name, or an https address.")
  String template = "";

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "What to call the image (default: the template's name).")
  private Optional<String> name = Optional.empty();

  @Mixin ChainFlags chain = new ChainFlags();

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
      names = "--version",
      paramLabel = "<version>",
      description = "The template's version, for the image's tags (default: the template's own).")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--tags",
      paramLabel = "<key=value>",
      split = ",",
      description = "Tags for the image; repeat it or give a comma list.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--keep-failed",
      description = "Leave the instance of a failed build, for you to look at.")
  private boolean keepFailed;

  @Option(names = "--spot", description = "Build on spot capacity where there is some.")
  private boolean spot;

  @Mixin KeyFlags keys = new KeyFlags();

  @Mixin BuildReceiverFlags receivers = new BuildReceiverFlags();

  @Option(names = "--dry-run", description = "Show what would be done, and do none of it.")
  boolean dryRun;

  @Option(names = "--detach", description = "Start the build and do not wait for it.")
  boolean detach;

  Optional<String> name() {
    return name;
  }

  Optional<String> version() {
    return version;
  }

  Map<String, String> tags() {
    return tags;
  }

  boolean refresh() {
    return refresh;
  }

  Rebuild rebuild() {
    return rebuildBase ? Rebuild.CHAIN : rebuild ? Rebuild.TOP : Rebuild.NONE;
  }

  BuilderPolicy policy() {
    BuilderPolicy usual = BuilderPolicy.DEFAULT;
    return new BuilderPolicy(spot, keepFailed, usual.lifetime(), usual.grace());
  }
}
