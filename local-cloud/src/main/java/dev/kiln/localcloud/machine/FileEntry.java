package dev.kiln.localcloud.machine;

import java.util.Optional;

/**
 * The entry at a path.
 *
 * @param path relative to the root, without a slash before or after it
 * @param size of a regular file; 0 for everything else
 * @param digest of a regular file's content, SHA-256
 * @param target of a symbolic link
 * @param mode in octal digits
 * @param owner user and group by number, as in {@code 0:0}
 * @param opaque whether this directory hides what lies below it
 */
public record FileEntry(
    String path,
    Kind kind,
    long size,
    Optional<String> digest,
    Optional<String> target,
    String mode,
    String owner,
    boolean opaque) {

  /** Kinds of entries. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    SPECIAL,
    /** What a layer below has there is gone. */
    DELETED
  }
}
