package dev.kiln.cli.connect;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Temporal that the command line, the environment or a {@code temporal.toml} file names. Kiln
 * reads the same file and variables as Temporal's own tools.
 *
 * @param profile address, namespace and credentials; its text form shows the API key, so it is
 *     never printed
 * @param namedBy the source of the address, for error messages
 */
public record NamedTemporal(ClientConfigProfile profile, String namedBy) {
  private static final String ADDRESS = "TEMPORAL_ADDRESS";
  private static final String PROFILE = "TEMPORAL_PROFILE";
  private static final String DEFAULT_ADDRESS = "127.0.0.1:7233";
  private static final Pattern HOST_AND_PORT = Pattern.compile("\\S+:(?<port>\\d{1,5})");
  private static final String DEFAULT_NAMESPACE = "default";

  /**
   * Looks in the order of precedence; empty if nothing names one.
   *
   * @throws CliFailure if what names it cannot be read
   */
  public static Optional<NamedTemporal> find(ConnectOptions options, Console console) {
    ClientConfigProfile.Builder profile = load(options, console).toBuilder();
    options.address().ifPresent(profile::setAddress);
    options.namespace().ifPresent(profile::setNamespace);
    ClientConfigProfile found = profile.build();
    Optional<String> namedBy = namedBy(options, console, found);
    Optional<NamedTemporal> named = namedBy.map(by -> new NamedTemporal(found, by));
    named.ifPresent(NamedTemporal::requireForm);
    return named;
  }

  private void requireForm() {
    Matcher address = HOST_AND_PORT.matcher(address());
    int port = address.matches() ? Integer.parseInt(address.group("port")) : 0;
    if (port < 1 || port > 65535) {
      throw CliFailure.usage(
          "cannot read the Temporal address '%s' (named by %s): expected host:port, as in %s; correct it"
              .formatted(address(), namedBy, DEFAULT_ADDRESS));
    }
  }

  private static ClientConfigProfile load(ConnectOptions options, Console console) {
    LoadClientConfigProfileOptions.Builder where =
        LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(console.environment());
    options.profile().ifPresent(where::setConfigFileProfile);
    try {
      return ClientConfigProfile.load(where.build());
    } catch (IOException | RuntimeException unreadable) {
      throw new CliFailure(
          "cannot read the Temporal profile '%s': %s; correct temporal.toml, --profile or the TEMPORAL_ variables"
              .formatted(
                  options.profile().or(() -> console.variable(PROFILE)).orElse("default"),
                  unreadable.getMessage()),
          unreadable);
    }
  }

  private static Optional<String> namedBy(
      ConnectOptions options, Console console, ClientConfigProfile found) {
    if (options.address().isPresent()) {
      return Optional.of("--address");
    }
    if (console.variable(ADDRESS).isPresent()) {
      return Optional.of(ADDRESS);
    }
    Optional<String> chosen = options.profile().or(() -> console.variable(PROFILE));
    if (chosen.isPresent()) {
      return chosen.map(name -> "profile '" + name + "' of temporal.toml");
    }
    return found.getAddress() == null ? Optional.empty() : Optional.of("temporal.toml");
  }

  /** The frontend's host and port. */
  public String address() {
    return Optional.ofNullable(profile.getAddress()).orElse(DEFAULT_ADDRESS);
  }

  public String namespace() {
    return Optional.ofNullable(profile.getNamespace()).orElse(DEFAULT_NAMESPACE);
  }
}
