package dev.kiln.cli.connect;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Optional;

/** The region of a command that names none. */
public final class DefaultRegion {
  /** In the order of AWS's own tools. */
  private static final List<String> VARIABLES = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

  private DefaultRegion() {}

  /** The region of the option, the environment or the running stack, else AWS's oldest. */
  public static Region of(ConnectOptions options, Console console, Optional<Region> ofStack) {
    if (options.region().isPresent()) {
      return options.region().get();
    }
    for (String variable : VARIABLES) {
      Optional<String> value = console.variable(variable);
      if (value.isPresent()) {
        try {
          return new Region(value.get());
        } catch (IllegalArgumentException malformed) {
          throw new CliFailure(malformed.getMessage() + "; correct " + variable, malformed);
        }
      }
    }
    return ofStack.orElse(Region.LAST_RESORT);
  }
}
