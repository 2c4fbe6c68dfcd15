package dev.kiln.cli.embedded;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.cli.connect.DefaultRegion;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.Region;
import java.util.Optional;

/** Starts the embedded stack, the default for a user without configuration. */
public final class EmbeddedConnector implements Connector {
  private final Console console;

  public EmbeddedConnector(Console console) {
    this.console = console;
  }

  @Override
  public Connection open(ConnectOptions options) {
    CloudChoice cloud = CloudChoice.of(console);
    if (cloud instanceof CloudChoice.Given given && given.isAws() && !options.embeddedTemporal()) {
      throw new CliFailure(
          "cannot build on AWS with the embedded Temporal: it forgets everything when this process ends, so an interrupted build would leave instances running; start 'kiln up --aws', name a Temporal with --address, or accept the risk with --embedded-temporal");
    }
    Region region = DefaultRegion.of(options, console, Optional.empty());
    return EmbeddedStack.start(console.kilnHome(), cloud, region, console.environment());
  }
}
