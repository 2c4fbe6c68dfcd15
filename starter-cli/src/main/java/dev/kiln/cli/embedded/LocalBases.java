package dev.kiln.cli.embedded;

import dev.kiln.localcloud.machine.Backend;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the local cloud of a home can build on.
 *
 * @param executes whether it runs scripts at all
 * @param backend how it does
 * @param names of the bases that are there
 */
public record LocalBases(boolean executes, String backend, List<String> names) {
  private static final List<String> POSSIBLE = List.of("host", "debian-12", "debian-13");

  public LocalBases {
    names = List.copyOf(names);
  }

  /** Looks; a cloud that runs there may go on. */
  public static LocalBases of(Path home) {
    try (Machines machines = Machines.open(home.resolve("machines"), BackendChoice.AUTO)) {
      Stream<String> there = POSSIBLE.stream().filter(name -> machines.base(name).isPresent());
      Backend backend = machines.backend();
      return new LocalBases(backend.executes(), backend.toString(), there.toList());
    }
  }
}
