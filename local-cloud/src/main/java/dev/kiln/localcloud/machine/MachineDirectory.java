package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One machine on disk: {@code layers} names its read-only layers, {@code upper} is its writable
 * one, {@code captured} names the layer that it has become, {@code scratch} holds the files that a
 * stop deletes.
 */
record MachineDirectory(String id, Path path) {
  /** The layers, the lowest first. */
  List<LayerId> layers() throws IOException {
    List<LayerId> layers = new ArrayList<>();
    for (String line : Files.readAllLines(path.resolve("layers"))) {
      layers.add(new LayerId(line));
    }
    return layers;
  }

  /** Whether the machine needs the layer. */
  boolean uses(LayerId layer) throws IOException {
    return exists()
        && (layers().contains(layer)
            || captured().map(Layer::id).filter(layer::equals).isPresent());
  }

  /** Whether the machine is there, whole. */
  boolean exists() {
    return Files.isRegularFile(path.resolve("layers"));
  }

  /** The writable layer; not there while the machine is {@link #captured}. */
  Path upper() {
    return path.resolve("upper");
  }

  /** The files that a stop deletes. */
  Path scratch() {
    return path.resolve("scratch");
  }

  /** Makes the machine at once or not at all. */
  void make(List<LayerId> layers) throws IOException {
    Path fresh = Files.createTempDirectory(path.getParent(), "new-");
    Files.createDirectory(fresh.resolve("upper"));
    Files.setPosixFilePermissions(
        fresh.resolve("upper"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.write(fresh.resolve("layers"), layers.stream().map(LayerId::value).toList());
    AtomicFile.rename(fresh, path);
  }

  /** Ends the existence of the machine before its files are deleted one by one. */
  void disown() throws IOException {
    Files.deleteIfExists(path.resolve("layers"));
  }

  /**
   * The layer that the writable one has become. It is written before the rename, so a file beside
   * an {@code upper} belongs to an interrupted capture and does not count.
   */
  Optional<Layer> captured() throws IOException {
    Path file = path.resolve("captured");
    if (Files.exists(upper()) || Files.notExists(file)) {
      return Optional.empty();
    }
    String[] field = Files.readString(file).strip().split(" ", 3);
    return Optional.of(
        new Layer(new LayerId(field[0]), Long.parseLong(field[1]), Long.parseLong(field[2])));
  }

  void rememberCaptured(Layer layer) throws IOException {
    AtomicFile.write(
        path.resolve("captured"),
        "%s %d %d\n".formatted(layer.id().value(), layer.bytes(), layer.files()));
  }

  void forgetCaptured() throws IOException {
    Files.deleteIfExists(path.resolve("captured"));
  }

  /**
   * Gives the layers short names under {@code lower}, the top first, then the scaffold. A layer
   * that occurs twice counts where it is highest, since nothing of it shows lower down.
   */
  void link(List<Path> layers, Path scaffold, List<String> names) throws IOException {
    Path links = Files.createDirectories(path.resolve("lower"));
    Set<Path> targets = new LinkedHashSet<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      targets.add(layers.get(i));
    }
    targets.add(scaffold);
    for (Path target : targets) {
      Path link = links.resolve(String.valueOf(names.size()));
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, links.relativize(target));
      }
      names.add("lower/" + link.getFileName());
    }
  }

  /** Writes the script and its launcher to where the machine finds them. */
  void write(Script script) throws IOException {
    Path directory = Files.createDirectories(scratch().resolve("run/kiln"));
    Path body = directory.resolve("script");
    Files.writeString(body, script.body());
    Files.setPosixFilePermissions(body, PosixFilePermissions.fromString("rwx------"));
    StringBuilder launch = new StringBuilder(200);
    environment(script)
        .forEach((name, value) -> launch.append("export %s=%s%n".formatted(name, quote(value))));
    launch.append("cd /root 2>/dev/null || cd /\nexec /run/kiln/script\n");
    Path launcher = directory.resolve("launch");
    Files.writeString(launcher, launch);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    Files.deleteIfExists(path.resolve("exit"));
  }

  /** The script's exit code; empty if it was killed or never began. */
  Optional<Integer> exitCode() throws IOException {
    Path file = path.resolve("exit");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  /** The error output from before the script began. */
  String entryErrors() throws IOException {
    Path log = path.resolve("enter.log");
    return Files.exists(log) ? Files.readString(log).strip().replace('\n', ' ') : "";
  }

  private static Map<String, String> environment(Script script) {
    Map<String, String> environment =
        new TreeMap<>(Map.of("PATH", HostCommand.PATH, "HOME", "/root", "LANG", "C.UTF-8"));
    environment.putAll(script.environment());
    return environment;
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
