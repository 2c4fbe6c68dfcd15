package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** Deletes, disables and deprecates images. All methods are idempotent. */
@ActivityInterface
public interface RetireActivities {
  /** Deregisters an image and deletes its snapshots in the same call. */
  Deregistered deregisterImage(RegionalAmi image);

  /**
   * Deletes the remaining snapshots of an image, but none that another image uses.
   *
   * @return the result for each
   */
  List<RetireWorkflow.SnapshotFate> removeSnapshots(Region region, List<String> snapshots);

  /** The images that are in the recycle bin, and until when. */
  List<Recoverable> findRecoverable(Region region, List<AmiId> images);

  /** Marks an image as outdated from a given time; it continues to work. */
  void deprecateImage(RegionalAmi image, Instant at);

  /** Prevents launches from an image, and removes its permissions. */
  void disableImage(RegionalAmi image);

  /** Allows launches from a disabled image again; its permissions do not come back. */
  void enableImage(RegionalAmi image);

  /**
   * The result of a deregistration.
   *
   * @param wasThere whether the image still existed
   * @param snapshots known to be deleted with it
   */
  record Deregistered(boolean wasThere, List<String> snapshots) {
    public Deregistered {
      snapshots = List.copyOf(snapshots);
    }
  }

  /**
   * An image in the recycle bin.
   *
   * @param until the time at which it is gone for good
   */
  record Recoverable(AmiId ami, Instant until) {}
}
