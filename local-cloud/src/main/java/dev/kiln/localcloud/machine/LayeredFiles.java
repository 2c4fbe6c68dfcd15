package dev.kiln.localcloud.machine;

import dev.kiln.localcloud.machine.FileEntry.Kind;
import java.util.List;
import java.util.TreeMap;

/**
 * The files that layers show together: the upper layer's entry wins, and a deletion hides the
 * entries below.
 */
final class LayeredFiles {
  private final TreeMap<String, FileEntry> shown = new TreeMap<>();
  private final boolean onUnlisted;

  /**
   * Begins with nothing.
   *
   * @param onUnlisted whether an unlisted tree lies below, so that deletions of its files must be
   *     listed
   */
  LayeredFiles(boolean onUnlisted) {
    this.onUnlisted = onUnlisted;
  }

  /** Puts a layer on top. */
  void add(List<FileEntry> layer) {
    for (FileEntry entry : layer) {
      boolean hides = entry.kind() != Kind.DIRECTORY || entry.opaque();
      if (hides) {
        shown.subMap(entry.path() + "/", entry.path() + "0").clear(); // 0 follows the slash
      }
    }
    for (FileEntry entry : layer) {
      if (entry.kind() == Kind.DELETED && !onUnlisted) {
        shown.remove(entry.path());
      } else {
        shown.put(entry.path(), entry);
      }
    }
  }

  List<FileEntry> list() {
    return List.copyOf(shown.values());
  }
}
