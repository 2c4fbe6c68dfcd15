package dev.kiln.cli.embedded;

import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import java.net.URI;
import java.util.Optional;

/** The user's choice of the cloud for a worker. */
public sealed interface CloudChoice {
  /** The variable for the choice: {@code local}, {@code aws}, or the address of a local cloud. */
  String VARIABLE = "KILN_CLOUD";

  /** A local cloud inside the process. */
  record InProcess() implements CloudChoice {}

  /** An existing cloud: AWS, or a local cloud in another process. */
  record Given(CloudSettings settings) implements CloudChoice {
    boolean isAws() {
      return settings.endpoint().isEmpty();
    }
  }

  /** The choice from the environment; the default is the local cloud. */
  public static CloudChoice of(Console console) {
    return of(console.variable(VARIABLE).orElse("local"), console);
  }

  /**
   * Reads a choice.
   *
   * @throws CliFailure if it is malformed
   */
  static CloudChoice of(String choice, Console console) {
    return switch (choice) {
      case "local" -> new InProcess();
      case "aws" -> new Given(aws(console));
      default ->
          address(choice)
              .<CloudChoice>map(address -> new Given(CloudSettings.local(address)))
              .orElseThrow(
                  () ->
                      CliFailure.usage(
                          "cannot choose the cloud '%s': it is neither 'local' nor 'aws' nor an http address; correct %s"
                              .formatted(choice, VARIABLE)));
    };
  }

  private static Optional<URI> address(String choice) {
    try {
      URI address = URI.create(choice);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return http && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static CloudSettings aws(Console console) {
    try {
      return CloudSettings.aws(console.environment());
    } catch (IllegalArgumentException unreadable) {
      throw CliFailure.usage(String.valueOf(unreadable.getMessage()));
    }
  }
}
