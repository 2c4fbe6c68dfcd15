package dev.kiln.cli.registry;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that choose a registry. */
@Command
public final class RegistryFlags {
  /** Names the registry if the command line does not. */
  static final String VARIABLE = "KILN_REGISTRY";

  @Option(
      names = "--registry",
      paramLabel = "<url>",
      description =
          "The registry: file:/path on the worker's machine, or s3://bucket/key (default:"
              + " KILN_REGISTRY, else registry.json in KILN_HOME).")
  private Optional<String> registry = Optional.empty();

  /**
   * The registry.
   *
   * @throws CliFailure if its address is malformed
   */
  public RegistryLocation location(Console console) {
    return read(
        registry
            .or(() -> console.variable(VARIABLE))
            .orElseGet(() -> "file:" + console.kilnHome().resolve("registry.json")));
  }

  /**
   * The registry of a worker in this process, if it has its own.
   *
   * @throws CliFailure if its address is malformed
   */
  public static Optional<RegistryLocation> ofWorker(Console console) {
    return console.variable(VARIABLE).map(RegistryFlags::read);
  }

  private static RegistryLocation read(String url) {
    try {
      return new RegistryLocation(url);
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct --registry or " + VARIABLE);
    }
  }

  /**
   * Reads the name of a channel.
   *
   * @param flag the source of the name
   */
  static ChannelName channel(String name, String flag) {
    try {
      return new ChannelName(name);
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct " + flag);
    }
  }
}
