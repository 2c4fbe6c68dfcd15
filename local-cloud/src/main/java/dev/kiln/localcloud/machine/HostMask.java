package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What covers the personal part of the host's root in one machine, as two layers: {@code holes}
 * marks it as deleted, and {@code places}, above it, has the same directories again, empty and with
 * the modes and owners of the originals. Together they need no attribute that only the kernel could
 * write. A change that a script makes there lands in the machine's own layer, as anywhere else.
 */
final class HostMask {
  /** A password that is set or locked; {@code *} and {@code !} alone are none. */
  private static final Pattern PASSWORD = Pattern.compile("^([^:]*):(!*)[^!*:][^:]*:");

  private static final String ATTRIBUTES = "unix:mode,uid,gid";
  private static final int PERMISSIONS = 07777;

  private final HostRoot host;
  private final Path holes;
  private final Path places;
  private final List<String> excluded = new ArrayList<>();
  private Optional<Path> hole = Optional.empty();

  private HostMask(HostRoot host, Path directory) {
    this.host = host;
    this.holes = directory.resolve("holes");
    this.places = directory.resolve("places");
  }

  /** Makes the mask of a machine unless it is there. */
  static void lay(HostRoot host, MachineDirectory machine) throws IOException {
    Path mask = machine.path().resolve("mask");
    if (Files.notExists(mask)) {
      Path fresh = machine.path().resolve("mask.fresh");
      HostCommand.run(List.of("rm", "-rf", fresh.toString()));
      new HostMask(host, fresh).make();
      AtomicFile.rename(fresh, mask);
    }
  }

  private void make() throws IOException {
    Files.createDirectories(holes);
    Files.createDirectories(places);
    alike(host.path(), places);
    for (Path directory : host.personalDirectories()) {
      punch(directory);
      place(relative(directory));
    }
    for (Path file : host.personalFiles()) {
      punch(file);
      placeParent(relative(file));
    }
    for (String accounts : HostRoot.ACCOUNTS) {
      if (Files.isRegularFile(host.path().resolve(accounts), LinkOption.NOFOLLOW_LINKS)) {
        withoutPasswords(host.path().resolve(accounts));
      }
    }
    Files.write(places.resolveSibling("excluded"), excluded, StandardCharsets.ISO_8859_1);
  }

  /** An overlay takes a device 0/0 for a deletion, and further names of it for further ones. */
  private void punch(Path original) throws IOException {
    Path target = holes.resolve(relative(original));
    Files.createDirectories(target.getParent());
    if (hole.isPresent()) {
      Files.createLink(target, hole.get());
    } else {
      HostCommand.run(List.of("mknod", target.toString(), "c", "0", "0"));
      hole = Optional.of(target);
    }
    excluded.add("./" + relative(original));
  }

  private void placeParent(Path relative) throws IOException {
    if (relative.getNameCount() > 1) {
      place(relative.subpath(0, relative.getNameCount() - 1));
    }
  }

  private void place(Path relative) throws IOException {
    Path at = places;
    Path from = host.path();
    for (Path name : relative) {
      at = at.resolve(name);
      from = from.resolve(name);
      if (Files.notExists(at)) {
        Files.createDirectory(at);
        alike(from, at);
      }
    }
  }

  private void withoutPasswords(Path original) throws IOException {
    placeParent(relative(original));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(original, StandardCharsets.ISO_8859_1)) {
      lines.add(PASSWORD.matcher(line).replaceFirst("$1:$2*:"));
    }
    Path copy = places.resolve(relative(original));
    Files.createFile(copy);
    alike(original, copy);
    Files.write(copy, lines, StandardCharsets.ISO_8859_1);
  }

  private Path relative(Path original) throws IOException {
    return original.startsWith(host.path())
        ? host.path().relativize(original)
        : host.path().toRealPath().relativize(original);
  }

  private static void alike(Path original, Path copy) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(original, ATTRIBUTES);
    Files.setAttribute(copy, "unix:uid", attributes.get("uid"));
    Files.setAttribute(copy, "unix:gid", attributes.get("gid"));
    if (attributes.get("mode") instanceof Integer mode) {
      Files.setAttribute(copy, "unix:mode", mode & PERMISSIONS);
    }
  }
}
