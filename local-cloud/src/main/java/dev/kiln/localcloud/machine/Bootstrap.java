package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a base out of a distribution's packages. It is a layer like any other, so images keep the
 * base they were built on when it is made again.
 */
final class Bootstrap {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Map<String, String> SUITES =
      Map.of("debian-12", "bookworm", "debian-13", "trixie");

  private final Sandbox sandbox;
  private final LayerStore store;

  Bootstrap(Sandbox sandbox, LayerStore store) {
    this.sandbox = sandbox;
    this.store = store;
  }

  /** The base's layer, made if it is not there. */
  LayerId obtain(String name, OutputSink progress) throws IOException, InterruptedException {
    Optional<LayerId> present = store.base(name);
    return present.isPresent() ? present.get() : make(name, progress);
  }

  private LayerId make(String name, OutputSink progress) throws IOException, InterruptedException {
    String suite = SUITES.get(name);
    if (suite == null) {
      throw new IOException(
          "cannot make base '%s': only %s are known; use one of them, or 'host'"
              .formatted(name, SUITES.keySet().stream().sorted().toList()));
    }
    if (!sandbox.backend().executes()) {
      throw new IOException(
          "cannot make base '%s': nothing can be executed here (backend none); see 'kiln doctor'"
              .formatted(name));
    }
    Path staging = store.root().resolve("bootstrap-" + name);
    try {
      remove(staging);
      Path tree = Files.createDirectories(staging.resolve("tree"));
      fill(name, command(name, suite, staging), progress);
      return register(name, tree);
    } finally {
      remove(staging);
    }
  }

  /**
   * The tool writes an archive, which is then unpacked with the owners that the sandbox sees; the
   * tool itself would shift them differently.
   */
  private List<String> command(String name, String suite, Path staging) throws IOException {
    String archive = staging.resolve("tree.tar").toString();
    String tree = staging.resolve("tree").toString();
    if (HostCommand.exists("mmdebstrap")) {
      return List.of("mmdebstrap", "--variant=apt", "--format=tar", suite, archive);
    }
    if (HostCommand.exists("debootstrap")) {
      return sandbox.asRoot(List.of("debootstrap", "--variant=minbase", suite, tree));
    }
    throw new IOException(
        "cannot make base '%s': neither mmdebstrap nor debootstrap is installed; install the"
                .formatted(name)
            + " package 'mmdebstrap', or use the base 'host'");
  }

  private static void fill(String name, List<String> command, OutputSink progress)
      throws IOException, InterruptedException {
    RunningScript running = RunningScript.start(command, progress);
    boolean inTime;
    try {
      inTime = running.endsWithin(LIMIT);
    } finally {
      running.finish();
    }
    if (!inTime || running.processCode() != 0) {
      throw new IOException(
          "cannot make base '%s': %s ended with exit code %d; read its output above, then try again"
              .formatted(name, command, running.processCode()));
    }
  }

  /** Leaves out the files that belong to the computer on which the base was made. */
  private LayerId register(String name, Path tree) throws IOException {
    Path archive = tree.resolveSibling("tree.tar");
    if (Files.exists(archive)) {
      unpack(archive, tree);
    }
    for (String file : List.of("etc/resolv.conf", "etc/hostname", "etc/machine-id")) {
      remove(tree.resolve(file));
    }
    LayerId id = new LayerContent(sandbox, tree).layer().id();
    HostCommand.run(List.of("sync", "--file-system", tree.toString()));
    AtomicFile.rename(tree, store.layer(id));
    AtomicFile.write(store.bases().resolve(name), id.value());
    return id;
  }

  /** Every machine gets its own devices, and a user namespace may not make any. */
  private void unpack(Path archive, Path tree) throws IOException {
    List<String> command = new ArrayList<>(List.of("tar", "-C", tree.toString(), "-xp"));
    command.addAll(List.of("--numeric-owner", "--exclude=./dev/*", "-f", archive.toString()));
    HostCommand.run(sandbox.asRoot(command));
  }

  private void remove(Path path) throws IOException {
    HostCommand.run(sandbox.asRoot(List.of("rm", "-rf", "--one-file-system", path.toString())));
  }
}
