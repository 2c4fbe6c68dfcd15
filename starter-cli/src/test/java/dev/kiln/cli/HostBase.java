package dev.kiln.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import java.nio.file.Path;

/** Whether this machine can build on its own root, as the tests' templates do. */
public final class HostBase {
  private HostBase() {}

  /** Skips a test where it cannot, and says why. */
  public static void assumeOffered(Path folder) {
    try (Machines machines = Machines.open(folder.resolve("probe"), BackendChoice.AUTO)) {
      assumeTrue(machines.backend().executes(), "no way to run scripts on this machine");
      assumeTrue(
          machines.base("host").isPresent(),
          () ->
              "skipped here: the backend '%s' has no base 'host'; run the tests as root"
                  .formatted(machines.backend()));
    }
  }
}
