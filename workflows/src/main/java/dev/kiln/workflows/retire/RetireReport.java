package dev.kiln.workflows.retire;

import java.util.List;

/**
 * What has been done, image by image. While it goes on, only those that are finished.
 *
 * @param orphans what became of the snapshots without an image
 */
public record RetireReport(
    String requestId, RetireAction action, List<ImageFate> images, List<SnapshotFate> orphans) {
  public RetireReport {
    images = List.copyOf(images);
    orphans = List.copyOf(orphans);
  }

  /** Whether everything is as it was asked for. */
  public boolean complete() {
    return images.stream().allMatch(ImageFate::succeeded)
        && orphans.stream().allMatch(SnapshotFate::deleted);
  }
}
