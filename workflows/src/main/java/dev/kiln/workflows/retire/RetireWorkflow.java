package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends images: deletes, disables or deprecates them, or enables them again. */
@WorkflowInterface
public interface RetireWorkflow {
  /** {@code delete-ami-0123-1a2b3c4d}, {@code delete-5-images-1a2b3c4d}. */
  static String id(Request request) {
    String what =
        request.images().size() == 1
            ? request.images().get(0).image().ami().value()
            : request.images().size() + "-images";
    return request.action().toString().toLowerCase(Locale.ROOT)
        + "-"
        + what
        + "-"
        + request.requestId();
  }

  @WorkflowMethod
  Report retire(Request request);

  /** What is finished so far. */
  @QueryMethod
  Report retireProgress();

  /**
   * What is to be done, with all that is known of the images: once they are deregistered, nobody
   * else remembers their snapshots.
   *
   * @param requestId unique, and part of the workflow id
   * @param home any region of the account, to ask which others there are
   * @param orphans snapshots to delete besides
   * @param force delete what is used, too
   * @param at when a deprecation begins
   * @param registry whose channels keep images; that of the worker does so anyway
   */
  record Request(
      String requestId,
      Action action,
      Region home,
      List<OwnedImage> images,
      List<OrphanSnapshot> orphans,
      boolean force,
      Optional<Instant> at,
      Optional<RegistryLocation> registry) {
    public Request {
      images = List.copyOf(images);
      orphans = List.copyOf(orphans);
    }

    /** The regions of the images and snapshots. */
    public List<Region> regions() {
      return Stream.concat(
              images.stream().map(image -> image.image().region()),
              orphans.stream().map(OrphanSnapshot::region))
          .distinct()
          .sorted()
          .toList();
    }

    /** {@code delete ami-0123 (gromacs-v1)}, {@code delete 5 images}. */
    public String summary() {
      String verb = action.toString().toLowerCase(Locale.ROOT);
      String what = images.size() == 1 ? images.get(0).label() : images.size() + " images";
      return orphans.isEmpty()
          ? verb + " " + what
          : verb + " " + what + " and " + orphans.size() + " snapshots";
    }
  }

  /** What is to be done to images. */
  enum Action {
    DELETE,
    DEPRECATE,
    DISABLE,
    ENABLE
  }

  /**
   * What has been done, image by image. While it goes on, only those that are finished.
   *
   * @param orphans what became of the snapshots without an image
   */
  record Report(
      String requestId, Action action, List<ImageFate> images, List<SnapshotFate> orphans) {
    public Report {
      images = List.copyOf(images);
      orphans = List.copyOf(orphans);
    }

    /** Whether everything is as it was asked for. */
    public boolean complete() {
      return images.stream().allMatch(ImageFate::succeeded)
          && orphans.stream().allMatch(SnapshotFate::deleted);
    }
  }

  /**
   * What became of one image.
   *
   * @param message why it was not done, or what is worth knowing; empty if there is nothing to say
   * @param snapshots what became of its snapshots, if it was to be deleted
   * @param recoverableUntil until when the recycle bin keeps it
   */
  record ImageFate(
      OwnedImage image,
      Outcome outcome,
      String message,
      List<SnapshotFate> snapshots,
      Optional<Instant> recoverableUntil) {
    /** How it ended. */
    public enum Outcome {
      DONE,
      /** It was gone before. */
      GONE,
      /** It is used, or EC2 does not allow it; nothing was changed. */
      REFUSED,
      /** Something went wrong in the middle; the message says what is left. */
      FAILED
    }

    public ImageFate {
      snapshots = List.copyOf(snapshots);
    }

    /** An end without snapshots. */
    static ImageFate of(OwnedImage image, Outcome outcome, String message) {
      return new ImageFate(image, outcome, message, List.of(), Optional.empty());
    }

    ImageFate recoverableUntil(Instant until) {
      return new ImageFate(image, outcome, message, snapshots, Optional.of(until));
    }

    /** Whether the image is now as it was asked for. */
    public boolean succeeded() {
      return outcome == Outcome.DONE || outcome == Outcome.GONE;
    }
  }

  /**
   * What became of a snapshot.
   *
   * @param deleted whether it is gone
   * @param reason why it is not; empty if it is
   */
  record SnapshotFate(String id, boolean deleted, String reason) {
    /** One that is gone. */
    public static SnapshotFate gone(String id) {
      return new SnapshotFate(id, true, "");
    }

    /** One that stays. */
    public static SnapshotFate kept(String id, String reason) {
      return new SnapshotFate(id, false, reason);
    }
  }
}
