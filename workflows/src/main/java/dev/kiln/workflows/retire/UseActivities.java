package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OwnedImage;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/** Reads which images are ours and what uses them. */
@ActivityInterface
public interface UseActivities {
  /** All our images in the region, in any state, including those that no template made. */
  List<OwnedImage> listOwnedImages(Region region);

  /** Everything in our account that uses any of the images, except images. */
  List<ImageUse> findUses(Region region, List<AmiId> images);

  /**
   * Asks the cloud to count the uses by other accounts.
   *
   * @param token a second request with the same token is the same request
   * @return the id of the report to wait for; empty if the image is shared with nobody
   */
  Optional<String> requestUsageReport(RegionalAmi image, String token);

  /** Waits for the report, and returns each other account that uses the image. */
  List<ImageUse> awaitUsageReport(RegionalAmi image, String report);
}
