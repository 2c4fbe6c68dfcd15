package dev.kiln.localcloud;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import java.nio.file.Path;

/** The base {@code host}, which many tests launch and only root has. */
final class HostBase {
  private HostBase() {}

  /**
   * Skips the calling test if the base is not offered: a user who is not root runs scripts in a
   * user namespace, where this computer's root cannot be a base.
   *
   * @param home a directory of the test, in which a store for the question is opened
   */
  static void assumeOffered(Path home) {
    try (Machines machines = Machines.open(home.resolve("asked"), BackendChoice.AUTO)) {
      assumeTrue(
          machines.base("host").isPresent(),
          () ->
              "skipped here: the backend '%s' has no base 'host'; run the tests as root"
                  .formatted(machines.backend()));
    }
  }
}
