package dev.kiln.model.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an image.
 *
 * @param unlistedBase whether {@code files} leaves out the files of the base image
 * @param files by path, each with everything that must match for two files to be equal
 * @param packages versions by name, if the image has a package database
 */
public record ImageContent(
    boolean unlistedBase, Map<String, String> files, Optional<Map<String, String>> packages) {
  /** Marks a file that the image deletes from its base. */
  public static final String DELETED = "deleted";

  private static final String AS_IN_BASE = "as in the base";

  public ImageContent {
    files = Map.copyOf(files);
    packages = packages.map(Map::copyOf);
  }

  /** If another image deletes a file of the base, this image still has it. */
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
