package dev.kiln.cli.builds;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.files.ChainFlags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of a build. */
@Command
final class BuildFlags {
  @ArgGroup private Template template = new Template();

  /** The template, as an argument or as an option. */
  private static final class Template {
    @Parameters(
        paramLabel = "<file|name>",
        arity = "0..1",
        description = "The template: a file, an installed template's name, or an https address.")
    private Optional<String> word = Optional.empty();

    @Option(
        names = {"-t", "--template"},
        paramLabel = "<file|name>",
        description = "The template, as an option.")
    private Optional<String> option = Optional.empty();
  }

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "The image's name (default: the template's name).")
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
      description = "Tags for the image; repeat the option or separate tags with commas.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Mixin BuildChoices choices = new BuildChoices();

  String template() {
    return template
        .option
        .or(() -> template.word)
        .orElseThrow(
            () ->
                CliFailure.usage(
                    "cannot build: no template is named; see 'kiln ami build --help'"));
  }

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
