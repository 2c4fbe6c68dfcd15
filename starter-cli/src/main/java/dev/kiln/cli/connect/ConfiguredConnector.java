package dev.kiln.cli.connect;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.Region;
import io.temporal.envconfig.ClientConfigProfile;
import java.util.Optional;

/**
 * Connects to the Temporal that the user named, else to the stack of {@code kiln up}, else to the
 * fallback for a user without configuration.
 */
public final class ConfiguredConnector implements Connector {
  /** The root of the Web UI of a Temporal named by its address. */
  private static final String WEB_UI = "KILN_WEB_UI";

  private final Console console;
  private final Connector unconfigured;

  /**
   * Creates the connector.
   *
   * @param unconfigured the fallback if nothing names a Temporal and no stack runs
   */
  public ConfiguredConnector(Console console, Connector unconfigured) {
    this.console = console;
    this.unconfigured = unconfigured;
  }

  @Override
  public Connection open(ConnectOptions options) {
    if (options.embeddedTemporal()) {
      if (options.address().isPresent() || options.profile().isPresent()) {
        throw CliFailure.usage(
            "cannot connect to Temporal: --embedded-temporal and an address or profile exclude each other; omit one");
      }
      return unconfigured.open(options);
    }
    Optional<NamedTemporal> named = NamedTemporal.find(options, console);
    if (named.isPresent()) {
      return RemoteConnection.open(
          named.get(), region(options, Optional.empty()), webUi(named.get()));
    }
    Optional<RunningStack> stack = RunningStack.alive(console.kilnHome());
    return stack.isPresent() ? open(stack.get(), options) : unconfigured.open(options);
  }

  private Connection open(RunningStack stack, ConnectOptions options) {
    ClientConfigProfile profile =
        ClientConfigProfile.newBuilder()
            .setAddress(stack.address())
            .setNamespace(options.namespace().orElse(stack.namespace()))
            .build();
    String namedBy = "the 'kiln up' of process " + stack.process().pid();
    return RemoteConnection.open(
        new NamedTemporal(profile, namedBy),
        region(options, Optional.of(stack.region())),
        Optional.of(stack.webUi().toString()));
  }

  private Region region(ConnectOptions options, Optional<Region> ofStack) {
    return DefaultRegion.of(options, console, ofStack);
  }

  private Optional<String> webUi(NamedTemporal temporal) {
    if (temporal.address().matches(".*\\.(tmprl\\.cloud|api\\.temporal\\.io)(:\\d+)?")) {
      return Optional.of("https://cloud.temporal.io");
    }
    return console.variable(WEB_UI).map(root -> root.replaceAll("/+$", ""));
  }
}
