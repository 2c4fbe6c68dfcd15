package dev.kiln.cli.stack;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a port is free before something is started that would say it less clearly. */
final class Ports {
  private Ports() {}

  /**
   * Returns if the port of the loopback interface is free.
   *
   * @param use what it is for
   * @param flag what chooses another one
   * @throws CliFailure if it is in use
   */
  static void requireFree(int port, String use, String flag) {
    if (port < 1 || port > 65_535) {
      throw CliFailure.usage(
          "cannot use port %d for %s: it does not exist; give %s a number from 1 to 65535"
              .formatted(port, use, flag));
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.setReuseAddress(true);
    } catch (IOException taken) {
      throw new CliFailure(
          "cannot use port %d for %s: %s; stop what uses it or choose another with %s"
              .formatted(port, use, taken.getMessage(), flag),
          taken);
    }
  }
}
