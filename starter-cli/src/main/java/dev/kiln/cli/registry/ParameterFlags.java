package dev.kiln.cli.registry;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.registry.ParameterPrefix;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The SSM parameters from which consumers read the current images. */
@Command
final class ParameterFlags {
  @Option(
      names = "--parameters",
      paramLabel = "<prefix>",
      defaultValue = "/kiln/ami",
      description =
          "Keep SSM parameters <prefix>/<template>/<channel>/<arch> in every region (default:"
              + " /kiln/ami).")
  private String prefix = "";

  @Option(names = "--no-parameters", description = "Do not write SSM parameters.")
  private boolean none;

  Optional<ParameterPrefix> prefix() {
    try {
      return none ? Optional.empty() : Optional.of(new ParameterPrefix(prefix));
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct --parameters");
    }
  }
}
