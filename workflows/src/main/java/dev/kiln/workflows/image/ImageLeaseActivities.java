package dev.kiln.workflows.image;

import io.temporal.activity.ActivityInterface;

/** How a build waits for an image that any number of builds may want. */
@ActivityInterface
public interface ImageLeaseActivities {
  /**
   * Starts the image's run or joins it, and waits for what it gives. Cancelling this gives the
   * lease back; the run itself goes on while others wait.
   *
   * @param holder who waits, the same over all attempts of this activity
   */
  Image obtainImage(ImageWorkflow.Spec spec, String holder);
}
