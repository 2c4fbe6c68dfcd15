package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All machines of one store on disk. Safe for use by many threads; scripts on one machine run one
 * after the other, since they share its writable layer.
 */
public interface Machines extends AutoCloseable {
  /**
   * Opens the store; nothing is probed or created until it is needed, since every command of the
   * CLI opens one.
   *
   * @param home the store's own directory, hidden from every script
   */
  static Machines open(Path home, BackendChoice choice) {
    return open(home, choice, Set.of());
  }

  /**
   * The same.
   *
   * @param hidden more directories of this computer that no script may see
   */
  static Machines open(Path home, BackendChoice choice, Set<Path> hidden) {
    Set<Path> all = new HashSet<>(hidden);
    all.add(home);
    return new LocalMachines(home, choice, HostRoot.here(all));
  }

  /** How scripts run here; the first call tries it out where the choice was {@code AUTO}. */
  Backend backend();

  /**
   * The layers of a base: {@code host}, or a bootstrapped tree such as {@code debian-12}.
   *
   * @return empty if there is no such base; {@link #bootstrap} makes one
   */
  Optional<List<LayerId>> base(String name);

  /**
   * Makes a base from the distribution's packages; returns at once if it is there.
   *
   * @param name {@code debian-12} or {@code debian-13}
   */
  List<LayerId> bootstrap(String name, OutputSink progress)
      throws IOException, InterruptedException;

  /**
   * Makes a machine with a fresh writable layer; a machine that exists with the same layers stays.
   *
   * @param layers the lowest first
   */
  void create(String machineId, List<LayerId> layers) throws IOException;

  /**
   * Runs a script and waits for its end. Processes that it left in the background die with it. An
   * interrupt kills the whole process tree before {@link InterruptedException} is thrown.
   */
  Execution run(String machineId, Script script, OutputSink sink)
      throws IOException, InterruptedException;

  /** Kills the machine's processes and forgets {@code /tmp} and {@code /run}, as a boot does. */
  void stop(String machineId) throws IOException;

  /**
   * Makes a read-only layer of the writable one, relative to the layers given to {@link #create}.
   * The machine stays usable, and a second capture without a change gives the same layer.
   */
  Layer capture(String machineId) throws IOException;

  /** The bytes in the machine's writable layer. */
  long changedBytes(String machineId) throws IOException;

  /**
   * The paths that a layer adds, changes or deletes, relative to the root and sorted; directories
   * are left out.
   */
  List<String> changedFiles(LayerId layer) throws IOException;

  /**
   * The files that layers show together, sorted by path. The root of this computer is not listed:
   * on top of it, deletions are entries of their own.
   *
   * @param layers the lowest first
   */
  List<FileEntry> files(List<LayerId> layers) throws IOException;

  /**
   * The text of a file as layers show it; empty if they show no regular file there.
   *
   * @param layers the lowest first
   * @param path relative to the root
   */
  Optional<String> read(List<LayerId> layers, String path) throws IOException;

  /**
   * Removes a layer from the disk; does nothing if it is not there. Only the caller knows which
   * images need it.
   *
   * @throws IOException if a machine or a base uses it
   */
  void discard(LayerId layer) throws IOException;

  /** Removes the machine and its writable layer; does nothing if there is none. */
  void delete(String machineId) throws IOException;

  /** Kills what still runs. */
  @Override
  void close();
}
