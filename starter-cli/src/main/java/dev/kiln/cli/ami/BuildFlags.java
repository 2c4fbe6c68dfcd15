package dev.kiln.cli.ami;

import dev.kiln.cli.files.ChainFlags;
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

  @Mixin BuildChoices choices = new BuildChoices();

  Optional<String> name() {
    return name;
  }

  Optional<String> version() {
    return version;
  }

  Map<String, String> tags() {
    return tags;
  }
}
