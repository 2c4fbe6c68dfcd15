package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/** Reading which images are ours and what uses them. */
@ActivityInterface
public interface UseActivities {
  /** All images of ours in the region, in any state; those that no template made as well. */
  List<OwnedImage> listOwnedImages(Region region);

  /** What in our account uses any of the images, other than images. */
  List<ImageUse> findUses(Region region, List<AmiId> images);

  /**
   * Has the cloud count the uses by other accounts.
   *
   * @param token makes a second request with it the same request
   * @return the report to wait for; empty if the image is shared with nobody
   */
  Optional<String> requestUsageReport(RegionalAmi image, String token);

  /** Waits for the report, and gives each other account that uses the image. */
  List<ImageUse> awaitUsageReport(RegionalAmi image, String report);

  /**
   * Snapshots of ours that no image holds, neither one that is there nor one in the recycle bin.
   */
  List<OrphanSnapshot> listOrphanedSnapshots(Region region);
}
