package dev.kiln.workflows.image;

import io.temporal.activity.ActivityInterface;

/** Lets builds wait for an image that others may want too. */
@ActivityInterface
public interface ImageLeaseActivities {
  /**
   * Starts the image's run or joins it, and waits for its result. A cancellation releases the
   * lease; the run goes on while others wait.
   *
   * @param holder the waiting workflow, the same in all attempts of this activity
   */
  Image obtainImage(ImageWorkflow.Spec spec, String holder);
}
