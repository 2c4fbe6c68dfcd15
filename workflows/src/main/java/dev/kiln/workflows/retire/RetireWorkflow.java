package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Deletes, disables, deprecates or enables images. */
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

  /** The results so far. */
  @QueryMethod
  Report retireProgress();

  /**
   * The whole input, with all that is known about the images: after they are deregistered, nothing
   * else knows their snapshots.
   *
   * @param requestId unique, and part of the workflow id
   * @param home any region of the account, to ask which others there are
   * @param orphans more snapshots to delete
   * @param force delete images even if they are used
   * @param at when a deprecation begins
   * @param registry whose channels protect images, in addition to that of the worker
   * @param askOthers look for uses by other accounts before each image, because the plan did not
   */
  record Request(
      String requestId,
      Action action,
      Region home,
      List<OwnedImage> images,
      List<OrphanSnapshot> orphans,
      boolean force,
      Optional<Instant> at,
      Optional<RegistryLocation> registry,
      boolean askOthers) {
    public Request {
      images = List.copyOf(images);
      orphans = List.copyOf(orphans);
    }

    /** A request whose plan has looked for all uses. */
    public Request(
        String requestId,
        Action action,
        Region home,
        List<OwnedImage> images,
        List<OrphanSnapshot> orphans,
        boolean force,
        Optional<Instant> at,
        Optional<RegistryLocation> registry) {
      this(requestId, action, home, images, orphans, force, at, registry, false);
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

  /** What to do to the images. */
  enum Action {
    DELETE,
    DEPRECATE,
    DISABLE,
    ENABLE
  }

  /**
   * The results, image by image. While the workflow runs, it lists only the finished images.
   *
   * @param orphans the results for the snapshots without an image
   */
  record Report(
      String requestId, Action action, List<ImageFate> images, List<SnapshotFate> orphans) {
    public Report {
      images = List.copyOf(images);
      orphans = List.copyOf(orphans);
    }

    /** Whether everything was done. */
    public boolean complete() {
      return images.stream().allMatch(ImageFate::succeeded)
          && orphans.stream().allMatch(SnapshotFate::deleted);
    }
  }

  /**
   * The result for one image.
   *
   * @param message why it was not done, or a note; may be empty
   * @param snapshots the results for its snapshots, if the image was to be deleted
   * @param recoverableUntil the time until which the recycle bin keeps it
   */
  @RecordBuilder
  record ImageFate(
      OwnedImage image,
      Outcome outcome,
      String message,
      List<SnapshotFate> snapshots,
      Optional<Instant> recoverableUntil)
      implements RetireWorkflowImageFateBuilder.With {
    /** How it ended. */
    public enum Outcome {
      DONE,
      /** It did not exist any more. */
      GONE,
      /** Something uses it, or EC2 does not allow it; nothing was changed. */
      REFUSED,
      /** Something failed halfway; the message says what is left. */
      FAILED
    }

    public ImageFate {
      snapshots = List.copyOf(snapshots);
    }

    /** A result without snapshots. */
    static ImageFate of(OwnedImage image, Outcome outcome, String message) {
      return new ImageFate(image, outcome, message, List.of(), Optional.empty());
    }

    /** Whether the image is now in the requested state. */
    public boolean succeeded() {
      return outcome == Outcome.DONE || outcome == Outcome.GONE;
    }
  }

  /**
   * The result for one snapshot.
   *
   * @param deleted whether it is gone
   * @param reason why it is not gone; empty if it is
   */
  record SnapshotFate(String id, boolean deleted, String reason) {
    /** A deleted snapshot. */
    public static SnapshotFate gone(String id) {
      return new SnapshotFate(id, true, "");
    }

    /** A snapshot that stays. */
    public static SnapshotFate kept(String id, String reason) {
      return new SnapshotFate(id, false, reason);
    }
  }
}
