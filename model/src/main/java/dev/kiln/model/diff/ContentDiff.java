package dev.kiln.model.diff;

import java.util.List;
import java.util.Optional;

/**
 * How the contents of two images differ.
 *
 * @param untold why the contents are unknown; then everything else is empty
 * @param unlistedBase whether the comparison leaves out the base images
 * @param fileChanges how many files differ
 * @param files the first of them, sorted by path
 * @param packages those that differ; absent if one side has no package database
 */
public record ContentDiff(
    Optional<String> untold,
    boolean unlistedBase,
    int fileChanges,
    List<Change> files,
    Optional<List<Change>> packages) {
  /** At most this many files are listed; more would not fit into an answer. */
  public static final int NAMED = 1000;

  public ContentDiff {
    files = List.copyOf(files);
    packages = packages.map(List::copyOf);
  }

  /** The contents are unknown. */
  public static ContentDiff untold(String why) {
    return new ContentDiff(Optional.of(why), false, 0, List.of(), Optional.empty());
  }

  /** Compares two contents. */
  public static ContentDiff of(ImageContent left, ImageContent right) {
    List<Change> files = Change.between(left.filesBeside(right), right.filesBeside(left));
    return new ContentDiff(
        Optional.empty(),
        left.unlistedBase() || right.unlistedBase(),
        files.size(),
        files.subList(0, Math.min(NAMED, files.size())),
        left.packages()
            .flatMap(before -> right.packages().map(after -> Change.between(before, after))));
  }

  /** Whether no difference is known. */
  public boolean same() {
    return fileChanges == 0 && packages.map(List::isEmpty).orElse(true);
  }
}
