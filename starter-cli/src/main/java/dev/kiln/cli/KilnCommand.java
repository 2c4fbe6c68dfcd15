package dev.kiln.cli;

import dev.kiln.cli.command.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command tree. */
@Command(
    name = "kiln",
    description = "Build layered machine images, each layer once.",
    synopsisSubcommandLabel = "<command>")
final class KilnCommand {
  @Mixin GlobalOptions options = new GlobalOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show Kiln's version.")
  boolean version;
}
