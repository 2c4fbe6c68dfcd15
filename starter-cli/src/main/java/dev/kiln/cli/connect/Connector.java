package dev.kiln.cli.connect;

/** Opens connections. */
@FunctionalInterface
public interface Connector {
  /**
   * Opens the connection that the options, the environment or a running stack lead to.
   *
   * @throws dev.kiln.cli.console.CliFailure if there is none, saying where it was looked for
   */
  Connection open(ConnectOptions options);
}
