package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The entries of a tree with the times of their last change. A program cannot set that time back,
 * unlike the time of the content, so comparing it misses nothing.
 *
 * @param entries type and change time by path; bytes that are no UTF-8 are kept as Latin-1
 */
record TreeSnapshot(Map<String, String> entries) {
  /** The paths that a machine forgets or never owned. */
  private static final Pattern OUTSIDE =
      Pattern.compile("(dev|proc|sys|run|tmp)(/.*)?", Pattern.DOTALL);

  private static final String DIRECTORY = "d";

  TreeSnapshot {
    entries = Map.copyOf(entries);
  }

  /** Reads the entries of a tree. */
  static TreeSnapshot of(Path tree) throws IOException {
    List<String> command = List.of("find", tree.toString(), "-printf", "%y %C@ %i\\0%P\\0");
    return HostCommand.read(command, output -> parse(output.readAllBytes()));
  }

  /** Reads a snapshot that was written. */
  static TreeSnapshot read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  private static TreeSnapshot parse(byte[] bytes) {
    Map<String, String> entries = new TreeMap<>();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int start = 0; start < text.length(); ) {
      int middle = text.indexOf('\0', start);
      int end = text.indexOf('\0', middle + 1);
      String path = text.substring(middle + 1, end);
      if (!OUTSIDE.matcher(path).matches()) {
        entries.put(path, text.substring(start, middle));
      }
      start = end + 1;
    }
    return new TreeSnapshot(entries);
  }

  /** Writes the snapshot. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    entries.forEach((path, state) -> text.append(state).append('\0').append(path).append('\0'));
    AtomicFile.write(file, text.toString(), StandardCharsets.ISO_8859_1);
  }

  /** Lists new and changed entries with their parent directories, and deleted entries. */
  void writeChangesSince(TreeSnapshot before, Path changed, Path deleted) throws IOException {
    Set<String> changes = new HashSet<>();
    entries.forEach(
        (path, state) -> {
          if (!state.equals(before.entries().get(path))) {
            addWithParents(changes, path);
          }
        });
    List<String> deletions = new ArrayList<>();
    for (String path : before.entries().keySet()) {
      if (!entries.containsKey(path) && isDirectory(parent(path))) {
        deletions.add(path);
        addWithParents(changes, parent(path));
      }
    }
    list(
        changes.stream().map(path -> path.isEmpty() ? "." : "./" + path).sorted().toList(),
        changed);
    list(deletions.stream().sorted().toList(), deleted);
  }

  private boolean isDirectory(String path) {
    String state = entries.get(path);
    return state != null && state.startsWith(DIRECTORY);
  }

  private static void addWithParents(Set<String> paths, String path) {
    for (String next = path; paths.add(next) && !next.isEmpty(); next = parent(next)) {}
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static void list(List<String> paths, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    paths.forEach(path -> text.append(path).append('\0'));
    AtomicFile.write(file, text.toString(), StandardCharsets.ISO_8859_1);
  }
}
