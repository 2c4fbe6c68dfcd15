package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of a store. Layers are private to the store's owner, for they hold setuid
 * programs that may be out of date.
 *
 * @param root where this kind of store is; layers made with and without root do not mix, since
 *     their owners and overlay marks differ
 * @param host the root filesystem under machines of the base {@code host}
 */
record LayerStore(Path root, HostRoot host) {
  private static final Pattern BASE_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private static final String POLICY =
      "#!/bin/sh\n# Nothing has booted here: packages must not start their services.\nexit 101\n";

  /** The tree of a layer, there or not. */
  Path layer(LayerId id) {
    return root.resolve("layers").resolve(id.value());
  }

  /** The directory of a machine, there or not. */
  Path machine(String id) {
    return root.resolve("machines").resolve(id);
  }

  /**
   * The lowest of all layers: the files that a distribution's tree lacks in a machine that never
   * booted. It lies below everything, so it can never become part of a captured layer.
   */
  Path scaffold() {
    return root.resolve("scaffold");
  }

  /** The layer of a bootstrapped base. */
  Optional<LayerId> base(String name) throws IOException {
    Path file = bases().resolve(name);
    if (!BASE_NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    LayerId id = new LayerId(Files.readString(file).strip());
    return Files.isDirectory(layer(id)) ? Optional.of(id) : Optional.empty();
  }

  /** A machine or a base that needs the layer. */
  Optional<String> userOf(LayerId layer) throws IOException {
    try (Stream<Path> directories = Files.list(root.resolve("machines"))) {
      for (Path directory : directories.toList()) {
        String id = directory.getFileName().toString();
        if (new MachineDirectory(id, directory).uses(layer)) {
          return Optional.of("machine '" + id + "'");
        }
      }
    }
    try (Stream<Path> files = Files.list(bases())) {
      for (Path file : files.toList()) {
        if (Files.readString(file).strip().equals(layer.value())) {
          return Optional.of("base '" + file.getFileName() + "'");
        }
      }
    }
    return Optional.empty();
  }

  /** Where the names of bases are kept. */
  Path bases() {
    return root.resolve("bases");
  }

  /** Makes the directories that everything else expects. */
  void prepare() throws IOException {
    for (String name : List.of("layers", "machines", "bases")) {
      Path directory = Files.createDirectories(root.resolve(name));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    if (Files.notExists(scaffold())) {
      prepareScaffold();
    }
  }

  private void prepareScaffold() throws IOException {
    Path fresh = Files.createTempDirectory(root, "scaffold-");
    for (String name : List.of("dev", "proc", "sys", "run", "tmp", "var/tmp", "etc", "root")) {
      Files.createDirectories(fresh.resolve(name));
    }
    Files.createFile(fresh.resolve("etc/resolv.conf"));
    Files.createFile(fresh.resolve("etc/hosts"));
    Path policy = Files.createDirectories(fresh.resolve("usr/sbin")).resolve("policy-rc.d");
    Files.writeString(policy, POLICY);
    Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    AtomicFile.rename(fresh, scaffold());
  }
}
