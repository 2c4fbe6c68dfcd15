package dev.kiln.model.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is inside an image.
 *
 * @param unlistedBase whether it stands on a tree that is not listed
 * @param files by path, each with all that must be equal for it to be the same
 * @param packages versions by name, where a package database tells them
 */
public record ImageContent(
    boolean unlistedBase, Map<String, String> files, Optional<Map<String, String>> packages) {
  /** Stands for a file of the unlisted tree that is not there any more. */
  public static final String DELETED = "deleted";

  private static final String AS_IN_BASE = "as in the base";

  public ImageContent {
    files = Map.copyOf(files);
    packages = packages.map(Map::copyOf);
  }

  /** What another deletes of the base, this one still shows. */
  Map<String, String> filesBeside(ImageContent other) {
    Map<String, String> shown = new HashMap<>(files);
    other.files.forEach(
        (path, file) -> {
          if (file.equals(DELETED)) {
            shown.putIfAbsent(path, AS_IN_BASE);
          }
        });
    return shown;
  }
}
