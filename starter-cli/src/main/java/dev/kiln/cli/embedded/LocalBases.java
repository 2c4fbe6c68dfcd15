package dev.kiln.cli.embedded;

import dev.kiln.localcloud.machine.Backend;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The base images of a home's local cloud.
 *
 * @param executes whether it runs scripts
 * @param backend the sandbox that runs them
 * @param names the available base images
 */
public record LocalBases(boolean executes, String backend, List<String> names) {
  private static final List<String> POSSIBLE = List.of("host", "debian-12", "debian-13");

  public LocalBases {
    names = List.copyOf(names);
  }

  /** Reads them; a cloud running there is not disturbed. */
  public static LocalBases of(Path home) {
    try (Machines machines = Machines.open(home.resolve("machines"), BackendChoice.AUTO)) {
      Stream<String> there = POSSIBLE.stream().filter(name -> machines.base(name).isPresent());
      Backend backend = machines.backend();
      return new LocalBases(backend.executes(), backend.toString(), there.toList());
    }
  }
}
