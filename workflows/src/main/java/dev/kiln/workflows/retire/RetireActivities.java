package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** Ending images, all of it or in gentler steps. Each method does nothing where all is done. */
@ActivityInterface
public interface RetireActivities {
  /** Deregisters an image and has its snapshots deleted with it. */
  Deregistered deregisterImage(RegionalAmi image);

  /**
   * Deletes snapshots that are left of an image; one that another image holds is kept.
   *
   * @return what became of each
   */
  List<RetireWorkflow.SnapshotFate> removeSnapshots(Region region, List<String> snapshots);

  /** Those of the images that lie in the recycle bin, and until when. */
  List<Recoverable> findRecoverable(Region region, List<AmiId> images);

  /** Marks an image as outdated from an instant on; it goes on working. */
  void deprecateImage(RegionalAmi image, Instant at);

  /** Lets nothing be launched from an image any more, and takes its permissions away. */
  void disableImage(RegionalAmi image);

  /** Lets a disabled image be launched again; its permissions do not come back. */
  void enableImage(RegionalAmi image);

  /**
   * What became of an image that was to be deregistered.
   *
   * @param wasThere whether it was still there
   * @param snapshots those that are known to be deleted with it
   */
  record Deregistered(boolean wasThere, List<String> snapshots) {
    public Deregistered {
      snapshots = List.copyOf(snapshots);
    }
  }

  /**
   * An image in the recycle bin.
   *
   * @param until when it is gone for good
   */
  record Recoverable(AmiId ami, Instant until) {}
}
