package dev.kiln.integration;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** This machine's own root as a base image. Only root can offer it to scripts. */
public final class HostBase {
  private HostBase() {}

  /** Skips the test if scripts cannot run on it; without a backend, no script runs at all. */
  public static void assumeOffered(Path home, BackendChoice backend) {
    try (Machines machines = Machines.open(home.resolve("asked"), backend)) {
      boolean runs = backend == BackendChoice.NONE || machines.backend().executes();
      Assumptions.assumeTrue(
          runs && machines.base("host").isPresent(),
          () ->
              "skipped here: the backend '%s' runs no scripts on the base 'host'; run the tests as root"
                  .formatted(machines.backend()));
    }
  }
}
