package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import io.temporal.activity.ActivityInterface;

/** Taking images, waiting for them and removing what is left over. */
@ActivityInterface
public interface ImageActivities {
  /** Has the cloud take the image, or adopts the one an earlier try of this run has taken. */
  AmiId registerImage(RegisterRequest request);

  /** Waits until the image is available; the wait ends in failure if there is no progress. */
  Image awaitImage(AmiId ami, ImageKey key);

  /** Keeps with an image what its checks said; one that was booted by its run is found from now. */
  void recordValidation(ValidationRecord outcome);

  /** Removes an image of this run that came to nothing, with its snapshots. */
  void discardImage(AmiId ami, ImageKey key);

  /**
   * Removes what carries the build's id: builders always, unfinished images too unless {@code
   * keepImage} is set. Idempotent; what is gone already is fine.
   *
   * @return what was removed or kept, in words
   */
  String removeLeftovers(Leftovers leftovers);
}
