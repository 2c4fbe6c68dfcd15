package dev.kiln.cli.stack;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Checks that a port is free, with a clearer error than that of the program that would use it. */
final class Ports {
  private Ports() {}

  /**
   * Returns if the port of the loopback interface is free.
   *
   * @param use the use of the port
   * @param flag the option for another port
   * @throws CliFailure if the port is in use
   */
  static void requireFree(int port, String use, String flag) {
    if (port < 1 || port > 65_535) {
      throw CliFailure.usage(
          "cannot use port %d for %s: there is no such port; give %s a number from 1 to 65535"
              .formatted(port, use, flag));
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.setReuseAddress(true);
    } catch (IOException taken) {
      throw new CliFailure(
          "cannot use port %d for %s: %s; stop the program that uses it, or choose another port with %s"
              .formatted(port, use, taken.getMessage(), flag),
          taken);
    }
  }
}
