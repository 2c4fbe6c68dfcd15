package dev.kiln.cli.ami;

import dev.kiln.cli.CliFailure;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.workflows.build.BuildRequest.Rebuild;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
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

  @Option(
      names = {"--arch", "--architecture"},
      paramLabel = "<arch>",
      split = ",",
      description =
          "x86_64 or arm64; several make an image each (default: the template's, else this"
              + " machine's).")
  private List<String> architectures = new ArrayList<>();

  @Option(
      names = "--base-ami",
      paramLabel = "<ami>",
      description = "Start the lowest layer from this image.")
  private Optional<String> baseAmi = Optional.empty();

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
      names = "--var",
      paramLabel = "<name=value>",
      description = "A value for a parameter of the template; repeat it for several.")
  private Map<String, String> variables = new LinkedHashMap<>();

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

  @Option(
      names = "--lenient",
      description = "Take unknown keys in templates as warnings, not as errors.")
  boolean lenient;

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

  Map<String, String> variables() {
    return variables;
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

  /** The image to start from, if one was named. */
  Optional<AmiId> baseAmi() {
    try {
      return baseAmi.map(AmiId::new);
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct --base-ami");
    }
  }

  /** The architectures named, each once. */
  List<Architecture> architectures() {
    try {
      return architectures.stream().map(Architecture::of).distinct().toList();
    } catch (IllegalArgumentException unknown) {
      throw CliFailure.usage(unknown.getMessage() + "; correct --arch");
    }
  }
}
