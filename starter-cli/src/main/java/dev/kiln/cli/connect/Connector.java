package dev.kiln.cli.connect;

/** Opens connections. */
@FunctionalInterface
public interface Connector {
  /**
   * Opens the connection that the options, the environment or a running stack name.
   *
   * @throws dev.kiln.cli.console.CliFailure if there is none; the message says where Kiln looked
   */
  Connection open(ConnectOptions options);
}
